"use client";

import { type ButtonHTMLAttributes, forwardRef } from "react";
import { useWords } from "../hooks/use-words.ts";
import type { PartProps } from "./part-props.ts";
import { renderButton } from "./render-button.ts";

export type CancelButtonProps = PartProps<HTMLButtonElement, ButtonHTMLAttributes<HTMLButtonElement>> & {
  /** Withdraws the payment: `cancel` of `useCheckout` or `usePayment`. */
  onCancel: () => void;
};

/** Gives the payment up, while it can be paid. */
export const CancelButton = forwardRef<HTMLButtonElement, CancelButtonProps>(function CancelButton(
  { state, onCancel, ...props },
  ref,
) {
  const { say } = useWords();
  if (state.phase !== "payable" && state.phase !== "requested") return null;
  const own = { slot: "cancel-button", status: state.phase, emphasis: "secondary" } as const;
  return renderButton({ ...own, children: say("cancel.label"), onClick: onCancel }, props, ref);
});
