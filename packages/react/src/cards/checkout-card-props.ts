import type { PaymentView } from "@kaikei/server/contract";
import type { Checkout } from "../hooks/use-checkout.ts";
import type { CardProps } from "../parts/card.tsx";
import type { PaymentState } from "../payment-state.ts";

/** What each tag that starts a payment gives its card. */
export interface CheckoutCardProps extends CardProps {
  checkout: Checkout;
  state: PaymentState;
  /** What the shop's page knows, until the server has said it. */
  amount: PaymentView["amount"] | undefined;
}
