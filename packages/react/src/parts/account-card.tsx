"use client";

import { forwardRef, type HTMLAttributes, type ReactNode } from "react";
import type { AccountState } from "../account-state.ts";
import type { WithAppearance } from "../appearance.ts";
import { useWords } from "../hooks/use-words.ts";
import { accountWords } from "./account-message.tsx";
import { Frame } from "./frame.tsx";
import { LiveRegion } from "./live-region.tsx";

export interface AccountCardProps extends HTMLAttributes<HTMLElement>, WithAppearance {
  state: AccountState;
  children?: ReactNode;
}

/** The frame of the parts of a linked account, as `PaymentCard` is that of a payment's. */
export const AccountCard = forwardRef<HTMLElement, AccountCardProps>(function AccountCard(
  { state, children, ...props },
  ref,
) {
  const words = useWords();
  const outcome = "outcome" in state ? state.outcome : null;
  return (
    <Frame
      data-slot="account-card"
      label={words.say("account.label")}
      {...props}
      ref={ref}
      status={state.phase}
      data-outcome={outcome ?? undefined}
    >
      {children}
      <LiveRegion status={`${state.phase} ${outcome}`} words={accountWords(state, words).title} />
    </Frame>
  );
});
