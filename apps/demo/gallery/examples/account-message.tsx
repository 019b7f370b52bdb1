"use client";

import { AccountCard, AccountMessage, useLinkedAccount } from "@kaikei/react";

export function AccountMessageExample() {
  const { state } = useLinkedAccount();
  return (
    <AccountCard state={state}>
      <AccountMessage state={state} />
    </AccountCard>
  );
}
