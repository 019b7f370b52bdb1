"use client";

import { type AnchorHTMLAttributes, forwardRef } from "react";
import { useWords } from "../hooks/use-words.ts";
import type { PartProps } from "./part-props.ts";
import { renderPart } from "./render-part.ts";

export type OpenAppLinkProps = PartProps<HTMLAnchorElement, AnchorHTMLAttributes<HTMLAnchorElement>> & {
  /** `primary` is the button of a phone (default there); `secondary` a quiet link beside a QR. */
  emphasis?: "primary" | "secondary" | undefined;
};

/**
 * A real link to the payment, followed by the shopper's own tap: it opens the PayPay app, or PayPay's page where
 * the app is not installed; or where she approves what PayPay asks her. Nothing to open, nothing shown.
 */
export const OpenAppLink = forwardRef<HTMLAnchorElement, OpenAppLinkProps>(function OpenAppLink(
  { state, render, emphasis, ...props },
  ref,
) {
  const { say } = useWords();
  if ((state.phase !== "payable" && state.phase !== "approving") || !state.action.url) return null;
  const approving = state.phase === "approving";
  const shown = emphasis ?? (approving || state.payment.device === "phone" ? "primary" : "secondary");
  const own = {
    "data-slot": "open-app-link",
    "data-status": state.phase,
    "data-emphasis": shown,
    href: state.action.url,
    // The payment page must not learn the address of the shop's page, which may name the order.
    rel: "noreferrer",
  };
  return renderPart(
    "a",
    { children: say(`open.${approving ? "approve" : shown}`), ...props, ref, ...own },
    render,
  );
});
