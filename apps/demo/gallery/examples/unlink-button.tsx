"use client";

import { useLinkedAccount } from "@kaikei/react";
import { AccountCard, UnlinkButton } from "@kaikei/react/parts";

export function UnlinkButtonExample() {
  const { state, unlink } = useLinkedAccount();
  return (
    <AccountCard state={state}>
      <UnlinkButton state={state} onUnlink={unlink} />
    </AccountCard>
  );
}
