"use client";

import { forwardRef, type HTMLAttributes } from "react";
import { useWords } from "../hooks/use-words.ts";
import type { PartProps } from "./part-props.ts";
import { QrImage } from "./qr-image.tsx";
import { renderPart } from "./render-part.ts";

export type QrCodeProps = PartProps<HTMLDivElement, HTMLAttributes<HTMLDivElement>>;

/**
 * The code to scan, while it can be paid; an empty frame of the same size while it is being made or looked up.
 * Black on white with its quiet zone: the stylesheet keeps it so in dark mode and under the shop's own CSS.
 */
export const QrCode = forwardRef<HTMLDivElement, QrCodeProps>(function QrCode(
  { state, render, ...props },
  ref,
) {
  const { say, amount } = useWords();
  const payable = state.phase === "payable";
  if (!payable && state.phase !== "starting" && state.phase !== "checking") return null;
  const children = payable ? (
    <QrImage url={state.action.url} label={say("qr.label", { amount: amount(state.payment.amount) })} />
  ) : null;
  return renderPart(
    "div",
    { children, ...props, ref, "data-slot": "qr-code", "data-status": state.phase },
    render,
  );
});
