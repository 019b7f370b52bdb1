"use client";

import { AccountCard, AccountMessage, LinkButton, UnlinkButton, useLinkedAccount } from "@kaikei/react";

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
