"use client";

import { createPart, type PartProps } from "./create-part.ts";
import { QrImage } from "./qr-image.tsx";

export type QrCodeProps = PartProps<"div">;

/**
 * The code to scan, while it can be paid; an empty frame of the same size while it is being made or looked up.
 * Black on white with its quiet zone: the stylesheet keeps it so in dark mode and under the shop's own CSS.
 */
export const QrCode = createPart("div", "qr-code", ({ state, ...props }: QrCodeProps, { say, amount }) => {
  if (state.phase === "starting" || state.phase === "checking") return props;
  if (state.phase !== "payable") return null;
  const label = say("qr.label", { amount: amount(state.payment.amount) });
  return { children: <QrImage url={state.action.url} label={label} />, ...props };
});
