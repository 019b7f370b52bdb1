"use client";

import { useLinkedAccount } from "@kaikei/react";
import { AccountCard, ScanButton } from "@kaikei/react/parts";

export function ScanButtonExample() {
  const { state, scan, dismiss } = useLinkedAccount();
  return (
    <AccountCard state={state}>
      <ScanButton state={state} onScan={() => scan()} onClose={dismiss} />
    </AccountCard>
  );
}
