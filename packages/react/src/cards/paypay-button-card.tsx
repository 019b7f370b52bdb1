"use client";

import { forwardRef, useEffect, useImperativeHandle, useRef } from "react";
import type { AccountState } from "../account-state.ts";
import { CheckoutContext } from "../checkout-context.ts";
import type { Account, LinkOptions } from "../hooks/use-account.ts";
import { useAccountState } from "../hooks/use-account-state.ts";
import { useFocusOnResult } from "../hooks/use-focus-on-result.ts";
import { useSaid } from "../hooks/use-said.ts";
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
import { AccountNews, newsOf } from "./account-news.tsx";
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
  const { own, act, look, show } = linked;
  const account = useAccountState(linked);
  const isReady = state.phase === "ready";
  const news = isReady && newsOf(account) !== null;
  // Below the way to pay: a question that comes must not take the place of the button that she is about to tap.
  const asks = isReady && account.phase === "confirm";
  const steps = payStepsOf(state, account, own.refusal !== null || news);
  const concerned = steps.includes("link") || (isReady && own.refusal !== null);
  const trouble = concerned && !news && "trouble" in account ? account.trouble : null;
  const last = useRef<StartOptions>({});
  const start = (options: StartOptions) => {
    last.current = options;
    // She pays: what came of linking is over, and nothing takes her away any more.
    show({});
    void retry(options);
  };
  const take = (step: PayStep) => {
    if (step === "link") void act({ kind: "leaving", returnTo });
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

  const root = useRef<HTMLElement>(null);
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => root.current);
  // Also when her answer has taken the buttons away: to the card it is the same payment still.
  const focus = useFocusOnResult(root, account.phase, props);

  return (
    <CheckoutContext.Provider value={{ checkout, Status: CheckoutStatus }}>
      <PaymentCard data-slot="paypay-button" {...props} {...focus} ref={root} state={state}>
        <TestBadge state={state} environment={account.account?.environment} />
        <Amount state={state} expected={amount} />
        {news && !asks ? <AccountNews state={account} linked={linked} /> : null}
        {isReady ? <Invitation state={state} account={account} /> : children}
        <PayByCode state={state} />
        {trouble ? <Refusal problem={trouble} refusal={own.refusal} /> : null}
        <PayButtons status={state.phase} steps={steps} onStep={take} />
        {asks ? <AccountNews state={account} linked={linked} /> : null}
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
  if (account.account?.status === "linked") {
    const phone = account.account.maskedPhone;
    return phone ? say("ready.linked", { phone }) : say("account.linked.text");
  }
  if (hasLostLink(account)) return say(`account.ended.${account.account.endedBecause ?? "expired"}`);
  return say("ready.text");
}

/** Only what she asked for is worth a word: the account is asked about again and again by itself. */
function Refusal({ problem, refusal }: { problem: PaymentProblem; refusal: PaymentProblem | null }) {
  const { say } = useWords();
  const words = say(`problem.${problem.kind}`);
  useSaid(refusal, words);
  return <p data-slot="status-trouble">{words}</p>;
}
