"use client";

import { AccountCard, LinkQrCode, ScanButton, useLinkedAccount } from "@kaikei/react";

export function LinkQrCodeExample() {
  const { state, scan, dismiss } = useLinkedAccount();
  return (
    <AccountCard state={state}>
      <LinkQrCode state={state} />
      <ScanButton state={state} onScan={() => scan()} onClose={dismiss} />
    </AccountCard>
  );
}
