"use client";

import { forwardRef, type HTMLAttributes, type ReactNode, useImperativeHandle, useRef } from "react";
import { useFocusOnResult } from "../hooks/use-focus-on-result.ts";
import { useWords } from "../hooks/use-words.ts";
import { useKaikeiSettings } from "../kaikei-context.ts";
import type { PaymentState } from "../payment-state.ts";
import { LiveRegion } from "./live-region.tsx";

export interface PaymentCardProps extends HTMLAttributes<HTMLElement> {
  state: PaymentState;
  children?: ReactNode;
}

/**
 * The frame of the parts: carries the theme, the language and the stylesheet's scope, speaks to screen readers and
 * minds the focus. Put your own arrangement of parts into one.
 */
export const PaymentCard = forwardRef<HTMLElement, PaymentCardProps>(function PaymentCard(
  { state, className, children, onFocus, onBlur, ...props },
  ref,
) {
  const { theme, locale } = useKaikeiSettings();
  const { say } = useWords();
  const root = useRef<HTMLElement>(null);
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => root.current);
  const focus = useFocusOnResult(root, state.phase);
  return (
    <section
      data-slot="payment-card"
      lang={locale}
      aria-label={say("region.label")}
      {...props}
      ref={root}
      className={className ? `kaikei ${className}` : "kaikei"}
      data-theme={theme}
      data-status={state.phase}
      onFocus={(event) => {
        focus.onFocus();
        onFocus?.(event);
      }}
      onBlur={(event) => {
        focus.onBlur();
        onBlur?.(event);
      }}
    >
      {children}
      <LiveRegion state={state} />
    </section>
  );
});
