"use client";

import { AccountCard, ScanButton, useLinkedAccount } from "@kaikei/react";

export function ScanButtonExample() {
  const { state, scan, dismiss } = useLinkedAccount();
  return (
    <AccountCard state={state}>
      <ScanButton state={state} onScan={() => scan()} onClose={dismiss} />
    </AccountCard>
  );
}
