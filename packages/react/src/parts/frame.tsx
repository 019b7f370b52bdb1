"use client";

import { type FocusEvent, forwardRef, type HTMLAttributes, useImperativeHandle, useRef } from "react";
import type { WithAppearance } from "../appearance.ts";
import { useFocusOnResult } from "../hooks/use-focus-on-result.ts";
import { useVariables } from "../hooks/use-variables.ts";
import { useKaikeiSettings } from "../kaikei-context.ts";
import type { RenderPart } from "./create-part.ts";

interface FrameProps extends HTMLAttributes<HTMLElement>, WithAppearance {
  status: string;
  label: string;
  render?: RenderPart<"section"> | undefined;
}

/** The element around the parts of a card: look, language, the stylesheet's scope, and where the focus goes. */
export const Frame = forwardRef<HTMLElement, FrameProps>(function Frame(
  { status, label, appearance, className, onFocus, onBlur, render, ...props },
  ref,
) {
  const { theme, variables, locale } = useKaikeiSettings();
  const root = useRef<HTMLElement>(null);
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => root.current);
  useVariables(root, variables, appearance?.variables);
  const focus = useFocusOnResult(root, status);
  const all = {
    lang: locale,
    "aria-label": label,
    ...props,
    ref: root,
    className: className ? `kaikei ${className}` : "kaikei",
    "data-theme": appearance?.theme ?? theme,
    "data-status": status,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      focus.onFocus();
      onFocus?.(event);
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      focus.onBlur();
      onBlur?.(event);
    },
  };
  return render ? render(all) : <section {...all} />;
});
