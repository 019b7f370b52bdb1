"use client";

import { forwardRef } from "react";
import { accountLanguages } from "#account-languages";
import type { AccountState } from "../account-state.ts";
import { useWordsOf } from "../hooks/use-words.ts";
import { accountWords } from "./account-message.tsx";
import { Card, type CardProps } from "./card.tsx";
import { LiveRegion } from "./live-region.tsx";

export interface AccountCardProps extends CardProps {
  state: AccountState;
}

/** The frame of the parts of a linked account, as `PaymentCard` is that of a payment's. */
export const AccountCard = forwardRef<HTMLElement, AccountCardProps>(function AccountCard(
  { state, children, ...props },
  ref,
) {
  const outcome = ("outcome" in state && state.outcome) || undefined;
  const own = { status: state.phase, "data-outcome": outcome };
  return (
    <Card
      data-slot="account-card"
      {...props}
      ref={ref}
      label="account.label"
      languages={accountLanguages}
      {...own}
    >
      {children}
      <AccountLiveRegion state={state} status={`${state.phase} ${outcome}`} />
    </Card>
  );
});

/** In the card, where the words are. */
function AccountLiveRegion({ state, status }: { state: AccountState; status: string }) {
  const { title, text, trouble } = accountWords(state, useWordsOf(accountLanguages));
  const problem = state.phase === "error" ? state.problem : null;
  // What was refused is beside what the card has gone back to.
  return (
    <LiveRegion
      status={status}
      words={`${title} ${problem ? text : (trouble ?? "")}`.trim()}
      problem={problem}
    />
  );
}
