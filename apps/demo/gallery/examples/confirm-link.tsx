"use client";

import { useLinkedAccount } from "@kaikei/react";
import { AccountCard, ConfirmLink } from "@kaikei/react/parts";

export function ConfirmLinkExample() {
  const { state, confirm, dismiss } = useLinkedAccount();
  return (
    <AccountCard state={state}>
      <ConfirmLink state={state} onConfirm={confirm} onDismiss={dismiss} />
    </AccountCard>
  );
}
