"use client";

import { forwardRef, useEffect, useRef } from "react";
import type { AccountState } from "../account-state.ts";
import { CheckoutContext } from "../checkout-context.ts";
import type { Account, LinkOptions } from "../hooks/use-account.ts";
import type { StartOptions } from "../hooks/use-start-payment.ts";
import { useWords, type Words } from "../hooks/use-words.ts";
import { Amount } from "../parts/amount.tsx";
import { CancelButton } from "../parts/cancel-button.tsx";
import { CheckoutStatus } from "../parts/checkout-status.tsx";
import { createPart, type PartProps } from "../parts/create-part.ts";
import { Message } from "../parts/message.tsx";
import { PayButtons } from "../parts/pay-buttons.tsx";
import { PayByCode } from "../parts/pay-by-code.tsx";
import { PaymentCard } from "../parts/payment-card.tsx";
import { RetryButton } from "../parts/retry-button.tsx";
import { TestBadge } from "../parts/test-badge.tsx";
import { hasLostLink, type PayStep, payStepsOf } from "../pay-steps.ts";
import type { PaymentProblem } from "../wire/problem.ts";
import type { CheckoutCardProps } from "./checkout-card-props.ts";

export interface PayPayButtonCardProps extends CheckoutCardProps, LinkOptions {
  linked: Account;
}

/** What `<PayPayButton>` shows, and what its taps do. */
export const PayPayButtonCard = forwardRef<HTMLElement, PayPayButtonCardProps>(function PayPayButtonCard(
  { checkout, state, linked, amount, returnTo, children = <CheckoutStatus state={state} />, ...props },
  ref,
) {
  const { retry, reset } = checkout;
  const { state: account, link, look } = linked;
  const steps = payStepsOf(state, account);
  const trouble = steps.includes("link") && "trouble" in account ? account.trouble : null;
  const last = useRef<StartOptions>({});
  const start = (options: StartOptions) => {
    last.current = options;
    void retry(options);
  };
  const take = (step: PayStep) => {
    if (step === "link") void link({ returnTo });
    if (step === "leave") reset();
    if (step === "code") start({});
    if (step === "charge") start({ method: "linked_account" });
    if (step === "chargeAgain") start({ method: "linked_account", agreeSimilar: true });
  };

  const linkEnded = state.phase !== "ready" && steps.includes("link");
  useEffect(() => {
    // The other tags of the page still show it as linked.
    if (linkEnded) look();
  }, [linkEnded, look]);

  return (
    <CheckoutContext.Provider value={{ checkout, Status: CheckoutStatus }}>
      <PaymentCard data-slot="paypay-button" {...props} ref={ref} state={state}>
        <TestBadge state={state} environment={account.account?.environment} />
        <Amount state={state} expected={amount} />
        {state.phase === "ready" ? <Invitation state={state} account={account} /> : children}
        <PayByCode state={state} />
        {trouble ? <Refusal problem={trouble} /> : null}
        <PayButtons status={state.phase} steps={steps} onStep={take} />
        {steps.length === 0 ? (
          <RetryButton
            state={state}
            onRetry={() => {
              if (state.phase === "canceled") return reset();
              // The button says "a new code": that must not charge her account.
              start(state.phase === "expired" ? {} : last.current);
            }}
          />
        ) : null}
        <CancelButton state={state} onCancel={checkout.cancel} />
      </PaymentCard>
    </CheckoutContext.Provider>
  );
});

type InvitationProps = PartProps<"div"> & { account: AccountState };

/** What a tap will do. */
const Invitation = createPart("div", "status", ({ state, account, ...props }: InvitationProps, words) => ({
  children: (
    <Message
      status={state.phase}
      title={words.say("ready.title")}
      text={invite(account, words)}
      trouble={null}
    />
  ),
  ...props,
}));

function invite(account: AccountState, { say }: Words): string {
  if (account.phase === "linked") {
    const phone = account.account.maskedPhone;
    return phone ? say("ready.linked", { phone }) : say("account.linked.text");
  }
  if (hasLostLink(account)) return say(`account.ended.${account.account.endedBecause ?? "expired"}`);
  return say("ready.text");
}

function Refusal({ problem }: { problem: PaymentProblem }) {
  const { say } = useWords();
  return <p data-slot="status-trouble">{say(`problem.${problem.kind}`)}</p>;
}
