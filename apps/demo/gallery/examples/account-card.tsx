"use client";

import { useLinkedAccount } from "@kaikei/react";
import { AccountCard, AccountMessage, LinkButton, UnlinkButton } from "@kaikei/react/parts";

export function AccountCardExample() {
  const { state, link, unlink } = useLinkedAccount();
  return (
    <AccountCard state={state}>
      <LinkButton state={state} onLink={() => link()} />
      <AccountMessage state={state} />
      <UnlinkButton state={state} onUnlink={unlink} />
    </AccountCard>
  );
}
