"use client";

import type { PaymentGrant, PaymentView } from "@kaikei/server/contract";
import type { PaymentState } from "../payment-state.ts";
import type { PaymentReference } from "../wire/client.ts";
import { useCancel } from "./use-cancel.ts";
import { usePaymentLooks } from "./use-payment-looks.ts";
import { usePaymentState } from "./use-payment-state.ts";

/** Options of {@link usePayment}. */
export interface UsePaymentOptions {
  /** The grant was received this moment, so there is no need to look at once. */
  fresh?: boolean;
  /**
   * The shopper has seen that it is paid (`completed`; not that money is held): once per mount. Fulfilment belongs to the
   * server's `onPaid`.
   */
  onComplete?: ((payment: PaymentView) => void) | undefined;
}

/** What {@link usePayment} gives. */
export interface FollowedPayment {
  state: PaymentState;
  /** Withdraws the payment; the state says what became of it. */
  cancel(): Promise<void>;
  /** Asks the server now. */
  look(): void;
}

/**
 * Follows a payment until it is settled: by a stream of the server's, and without one by polling, one request at a
 * time, at the server's pace (`pollAfterMs`). Neither while the tab is hidden; one look at once on return. `null` waits.
 *
 * @example
 * ```tsx
 * const { state, cancel } = usePayment(grant, { onComplete: () => router.push("/thanks") });
 * ```
 */
export function usePayment(
  source: PaymentGrant | PaymentReference | null,
  options: UsePaymentOptions = {},
): FollowedPayment {
  const looks = usePaymentLooks(source, options.fresh);
  const { ending, cancel } = useCancel(looks);
  const state = usePaymentState(looks, ending, options.onComplete);
  return { state, cancel, look: looks.lookNow };
}
