"use client";

import { Fragment } from "react";
import { useWords } from "../hooks/use-words.ts";
import type { MessageKey } from "../messages/messages.ts";
import type { PayStep } from "../pay-steps.ts";
import type { PaymentPhase } from "../payment-state.ts";
import { renderButton } from "./render-button.ts";

const words: { readonly [Step in PayStep]: MessageKey } = {
  wait: "open.primary",
  charge: "retry.tryAgain",
  chargeAgain: "retry.payAgain",
  code: "pay.byCode",
  link: "account.linkAgain",
  leave: "pay.not",
};

const slots: { readonly [Step in PayStep]: string } = {
  wait: "pay-button",
  charge: "pay-button",
  chargeAgain: "pay-button",
  code: "pay-by-code-button",
  link: "link-button",
  leave: "leave-button",
};

/** The ways on, the first one loudest. */
export function PayButtons(props: {
  status: PaymentPhase;
  steps: readonly PayStep[];
  onStep(step: PayStep): void;
}) {
  const { status, steps, onStep } = props;
  const { say } = useWords();
  return steps.map((step, index) => {
    const first = index === 0;
    const own = {
      slot: slots[step],
      status,
      emphasis: first ? "primary" : "secondary",
      children: say(first && status === "ready" ? "open.primary" : words[step]),
      onClick: () => onStep(step),
    } as const;
    return <Fragment key={step}>{renderButton(own, { disabled: step === "wait" }, null)}</Fragment>;
  });
}
