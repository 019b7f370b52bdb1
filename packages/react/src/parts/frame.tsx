"use client";

import { forwardRef, type HTMLAttributes, useImperativeHandle, useRef } from "react";
import { paymentLanguages } from "#languages";
import type { WithAppearance } from "../appearance.ts";
import { useFocusOnResult } from "../hooks/use-focus-on-result.ts";
import { useKeptFocus } from "../hooks/use-kept-focus.ts";
import { useVariables } from "../hooks/use-variables.ts";
import { useLoadedWords, WordsContext } from "../hooks/use-words.ts";
import { useKaikeiSettings } from "../kaikei-context.ts";
import type { Languages } from "../messages/lazy-languages.ts";
import type { MessageKey } from "../messages/messages.ts";
import type { RenderPart } from "./create-part.ts";
import { PageWords } from "./page-words.tsx";

interface FrameProps extends HTMLAttributes<HTMLElement>, WithAppearance {
  status: string;
  label: MessageKey;
  /** Where the words of its parts come from. */
  languages?: Languages | undefined;
  render?: RenderPart<"section"> | undefined;
}

/**
 * The element around the parts of a card: look, language, the stylesheet's scope, and where the focus goes. Empty and
 * busy while its words are being loaded.
 */
export const Frame = forwardRef<HTMLElement, FrameProps>(function Frame(
  {
    status,
    label,
    languages = paymentLanguages,
    appearance,
    className,
    children,
    onFocus,
    onBlur,
    render,
    ...props
  },
  ref,
) {
  const { theme, variables } = useKaikeiSettings();
  const words = useLoadedWords(languages);
  const root = useRef<HTMLElement>(null);
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => root.current);
  useVariables(root, variables, appearance?.variables);
  useKeptFocus(root);
  const focus = useFocusOnResult(root, status, { onFocus, onBlur });
  const all = {
    lang: words?.locale,
    "aria-label": words?.say(label),
    "aria-busy": words ? undefined : true,
    ...props,
    ref: root,
    className: className ? `kaikei ${className}` : "kaikei",
    "data-theme": appearance?.theme ?? theme,
    "data-status": status,
    ...focus,
    children: words ? (
      <WordsContext.Provider value={words}>
        <PageWords />
        {children}
      </WordsContext.Provider>
    ) : null,
  };
  return render ? render(all) : <section {...all} />;
});
