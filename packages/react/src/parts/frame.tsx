"use client";

import { forwardRef, type HTMLAttributes, useImperativeHandle, useRef } from "react";
import type { WithAppearance } from "../appearance.ts";
import { useFocusOnResult } from "../hooks/use-focus-on-result.ts";
import { useVariables } from "../hooks/use-variables.ts";
import { useKaikeiSettings } from "../kaikei-context.ts";

interface FrameProps extends HTMLAttributes<HTMLElement>, WithAppearance {
  status: string;
  label: string;
}

/** The element around the parts of a card: look, language, the stylesheet's scope, and where the focus goes. */
export const Frame = forwardRef<HTMLElement, FrameProps>(function Frame(
  { status, label, appearance, className, onFocus, onBlur, ...props },
  ref,
) {
  const { theme, variables, locale } = useKaikeiSettings();
  const root = useRef<HTMLElement>(null);
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => root.current);
  useVariables(root, variables, appearance?.variables);
  const focus = useFocusOnResult(root, status);
  return (
    <section
      lang={locale}
      aria-label={label}
      {...props}
      ref={root}
      className={className ? `kaikei ${className}` : "kaikei"}
      data-theme={appearance?.theme ?? theme}
      data-status={status}
      onFocus={(event) => {
        focus.onFocus();
        onFocus?.(event);
      }}
      onBlur={(event) => {
        focus.onBlur();
        onBlur?.(event);
      }}
    />
  );
});
