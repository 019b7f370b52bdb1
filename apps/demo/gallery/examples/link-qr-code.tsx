"use client";

import { useLinkedAccount } from "@kaikei/react";
import { AccountCard, LinkQrCode, ScanButton } from "@kaikei/react/parts";

export function LinkQrCodeExample() {
  const { state, scan, dismiss } = useLinkedAccount();
  return (
    <AccountCard state={state}>
      <LinkQrCode state={state} />
      <ScanButton state={state} onScan={() => scan()} onClose={dismiss} />
    </AccountCard>
  );
}
