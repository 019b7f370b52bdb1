"use client";

import { forwardRef, type HTMLAttributes } from "react";
import type { AccountState } from "../account-state.ts";
import { useWords } from "../hooks/use-words.ts";
import type { PartProps } from "./part-props.ts";
import { QrImage } from "./qr-image.tsx";
import { renderPart } from "./render-part.ts";

export type LinkQrCodeProps = PartProps<HTMLDivElement, HTMLAttributes<HTMLDivElement>, AccountState>;

/** The address of PayPay's page as a code for her phone; an empty frame while it is being fetched. */
export const LinkQrCode = forwardRef<HTMLDivElement, LinkQrCodeProps>(function LinkQrCode(
  { state, render, ...props },
  ref,
) {
  const { say } = useWords();
  if (state.phase !== "scanning") return null;
  const children = state.url ? <QrImage url={state.url} label={say("account.qr")} /> : null;
  return renderPart(
    "div",
    { children, ...props, ref, "data-slot": "qr-code", "data-status": state.phase },
    render,
  );
});
