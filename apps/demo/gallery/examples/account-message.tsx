"use client";

import { useLinkedAccount } from "@kaikei/react";
import { AccountCard, AccountMessage } from "@kaikei/react/parts";

export function AccountMessageExample() {
  const { state } = useLinkedAccount();
  return (
    <AccountCard state={state}>
      <AccountMessage state={state} />
    </AccountCard>
  );
}
