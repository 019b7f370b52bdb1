"use client";

import { useLinkedAccount } from "@kaikei/react";
import { AccountCard, LinkButton } from "@kaikei/react/parts";

export function LinkButtonExample() {
  const { state, link } = useLinkedAccount();
  return (
    <AccountCard state={state}>
      <LinkButton state={state} onLink={() => link()} />
    </AccountCard>
  );
}
