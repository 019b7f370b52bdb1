"use client";

import { useWords } from "../hooks/use-words.ts";
import type { PaymentMessageKey } from "../messages/messages.ts";
import type { PayStep } from "../pay-steps.ts";
import type { PaymentPhase } from "../payment-state.ts";
import { SmallButton } from "./small-button.tsx";

const looks: { readonly [Step in PayStep]: readonly [slot: string, words: PaymentMessageKey] } = {
  wait: ["pay-button", "open.primary"],
  charge: ["pay-button", "retry.tryAgain"],
  chargeAgain: ["pay-button", "retry.payAgain"],
  code: ["pay-by-code-button", "pay.byCode"],
  link: ["link-button", "account.linkAgain"],
  leave: ["leave-button", "pay.not"],
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
    const [slot, words] = looks[step];
    return (
      <SmallButton
        key={step}
        slot={slot}
        status={status}
        emphasis={index === 0 ? "primary" : "secondary"}
        words={say(index === 0 && status === "ready" ? "open.primary" : words)}
        disabled={step === "wait"}
        onClick={() => onStep(step)}
      />
    );
  });
}
