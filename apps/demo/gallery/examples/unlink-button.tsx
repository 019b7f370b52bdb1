"use client";

import { AccountCard, UnlinkButton, useLinkedAccount } from "@kaikei/react";

export function UnlinkButtonExample() {
  const { state, unlink } = useLinkedAccount();
  return (
    <AccountCard state={state}>
      <UnlinkButton state={state} onUnlink={unlink} />
    </AccountCard>
  );
}
