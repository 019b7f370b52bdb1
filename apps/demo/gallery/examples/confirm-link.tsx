"use client";

import { AccountCard, ConfirmLink, useLinkedAccount } from "@kaikei/react";

export function ConfirmLinkExample() {
  const { state, confirm, dismiss } = useLinkedAccount();
  return (
    <AccountCard state={state}>
      <ConfirmLink state={state} onConfirm={confirm} onDismiss={dismiss} />
    </AccountCard>
  );
}
