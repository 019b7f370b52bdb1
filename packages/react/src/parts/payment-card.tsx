"use client";

import { forwardRef } from "react";
import { useTimeLeft } from "../hooks/use-time-left.ts";
import { useWords } from "../hooks/use-words.ts";
import type { PaymentMessageKey } from "../messages/messages.ts";
import type { PaymentState } from "../payment-state.ts";
import { isStuck } from "../wire/problem.ts";
import { Card, type CardProps } from "./card.tsx";
import { LiveRegion } from "./live-region.tsx";
import { explain, titleOf, troubleOf } from "./payment-words.ts";

export interface PaymentCardProps extends CardProps {
  state: PaymentState;
}

/**
 * The frame of the parts: carries the theme, the language and the stylesheet's scope, speaks to screen readers and
 * minds the focus. Put your own arrangement of parts into one.
 */
export const PaymentCard = forwardRef<HTMLElement, PaymentCardProps>(function PaymentCard(
  { state, children, ...props },
  ref,
) {
  return (
    <Card data-slot="payment-card" {...props} ref={ref} label="region.label" status={state.phase}>
      {children}
      <PaymentLiveRegion state={state} />
    </Card>
  );
});

/** Apart from the card, since it looks at the clock each second. */
function PaymentLiveRegion({ state }: { state: PaymentState }) {
  const words = useWords();
  const left = useTimeLeft(state.phase === "payable" ? state.payment : null);
  const trouble = troubleOf(state);
  // What goes on by itself is not worth a word.
  const refusal = trouble && isStuck(trouble) ? trouble : null;
  const problem = state.phase === "error" ? state.problem : refusal;
  return (
    <LiveRegion
      status={state.phase}
      // Why it failed decides what she does next.
      words={[
        titleOf(state, words),
        ...(state.phase === "error" || state.phase === "failed" ? [explain(state, words, false)] : []),
        ...(refusal ? [words.say(`problem.${refusal.kind}`)] : []),
      ].join(" ")}
      problem={problem}
      warning={warningOf(left)}
    />
  );
}

function warningOf(left: number | null): PaymentMessageKey | null {
  if (left === null || left > 5 * 60_000) return null;
  if (left > 60_000) return "countdown.fiveMinutes";
  return left > 30_000 ? "countdown.oneMinute" : "countdown.halfMinute";
}
