"use client";

import { AccountCard, LinkButton, useLinkedAccount } from "@kaikei/react";

export function LinkButtonExample() {
  const { state, link } = useLinkedAccount();
  return (
    <AccountCard state={state}>
      <LinkButton state={state} onLink={() => link()} />
    </AccountCard>
  );
}
