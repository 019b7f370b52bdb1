"use client";

import { createPart, type PartProps } from "./create-part.ts";

export type OpenAppLinkProps = PartProps<"a"> & {
  /** `primary` is the button of a phone (default there); `secondary` a quiet link beside a QR. */
  emphasis?: "primary" | "secondary" | undefined;
};

/**
 * A real link to the payment, followed by the shopper's own tap: it opens the PayPay app, or PayPay's page where
 * the app is not installed; or where she approves what PayPay asks her. Nothing to open, nothing shown.
 */
export const OpenAppLink = createPart(
  "a",
  "open-app-link",
  ({ state, emphasis, ...props }: OpenAppLinkProps, { say }) => {
    if ((state.phase !== "payable" && state.phase !== "approving") || !state.action.url) return null;
    const approving = state.phase === "approving";
    const shown = emphasis ?? (approving || state.payment.device === "phone" ? "primary" : "secondary");
    return {
      children: say(`open.${approving ? "approve" : shown}`),
      ...props,
      href: state.action.url,
      // The payment page must not learn the address of the shop's page, which may name the order.
      rel: "noreferrer",
      emphasis: shown,
    };
  },
);
