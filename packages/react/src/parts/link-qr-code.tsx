"use client";

import { accountLanguages } from "#account-languages";
import type { AccountState } from "../account-state.ts";
import { createPart, type PartProps } from "./create-part.ts";
import { QrImage } from "./qr-image.tsx";

export type LinkQrCodeProps = PartProps<"div", AccountState>;

/** The address of PayPay's page as a code for her phone; an empty frame while it is being fetched. */
export const LinkQrCode = createPart(
  "div",
  "qr-code",
  ({ state, ...props }: LinkQrCodeProps, { say }) => {
    if (state.phase !== "scanning") return null;
    const children = state.url ? <QrImage url={state.url} label={say("account.qr")} /> : null;
    return { children, ...props };
  },
  accountLanguages,
);
