"use client";

import { createPart, type PartProps } from "./create-part.ts";

export type CancelButtonProps = PartProps<"button"> & {
  /** Withdraws the payment: `cancel` of `useCheckout` or `usePayment`. */
  onCancel: () => void;
};

/** Gives the payment up, while it can be paid. */
export const CancelButton = createPart(
  "button",
  "cancel-button",
  ({ state, onCancel, ...props }: CancelButtonProps, { say }) =>
    state.phase === "payable" || state.phase === "requested"
      ? { children: say("cancel.label"), ...props, act: onCancel, emphasis: "secondary" }
      : null,
);
