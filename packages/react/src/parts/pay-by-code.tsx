"use client";

import { useWords } from "../hooks/use-words.ts";
import type { PaymentState } from "../payment-state.ts";
import { CopyLinkButton } from "./copy-link-button.tsx";
import { Countdown } from "./countdown.tsx";
import { OpenAppLink } from "./open-app-link.tsx";
import { QrCode } from "./qr-code.tsx";

/** How to pay: on a phone the app first and the code for another device behind a disclosure; else the code first. */
export function PayByCode({ state }: { state: PaymentState }) {
  const { say } = useWords();
  if (state.phase !== "payable" || state.payment.device === "desktop") {
    return (
      <>
        <QrCode state={state} />
        <Countdown state={state} />
        <OpenAppLink state={state} />
      </>
    );
  }
  return (
    <>
      <OpenAppLink state={state} />
      <Countdown state={state} />
      <details data-slot="other-device" data-status={state.phase}>
        <summary>{say("otherDevice.summary")}</summary>
        <QrCode state={state} />
        <CopyLinkButton state={state} />
      </details>
    </>
  );
}
