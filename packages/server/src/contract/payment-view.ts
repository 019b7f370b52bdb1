import type { DeclineReason } from "../domain/decline.ts";
import type { Currency } from "../domain/money.ts";
import type { CaptureMode, NextAction, PaymentMethod, PaymentStatus } from "../domain/payment.ts";

export type { CaptureMode, Currency, DeclineReason, NextAction, PaymentMethod, PaymentStatus };

/**
 * What a browser may see of a payment: this list and nothing else. Never the provider's raw answer, its ids or
 * anything about the shopper.
 */
export interface PaymentView {
  id: string;
  /** The shop's name of the order. */
  order: string;
  /** Which wallet: the React parts have words for it. */
  provider: string;
  /** `emulator` and `sandbox` move no money; show it. */
  environment: string;
  status: PaymentStatus;
  /** How it is paid. */
  method: PaymentMethod;
  /** `manual`: what is held is captured by the shop later. */
  captureMode: CaptureMode;
  /** Whole minor units: for JPY, yen. */
  amount: { value: number; currency: Currency };
  /** Minor units that are held, or were. */
  authorized: number;
  /** Minor units taken. */
  captured: number;
  /** Epoch milliseconds until which held money can be captured; null when nothing is held. */
  holdExpiresAt: number | null;
  /** Why it was refused, of a `failed` one. */
  declineReason: DeclineReason | null;
  /** Minor units given back so far. */
  refunded: number;
  /** What the shopper has to do; null when there is nothing (yet, or any more). */
  nextAction: NextAction | null;
  /** Its code is being withdrawn: nothing to pay any more, and not yet known to be canceled. */
  retiring: boolean;
  /** The provider's answers contradict our record, and a person of the shop has to look: paying again would be wrong. */
  needsAttention: boolean;
  /** Epoch milliseconds; null while no code exists. Compare with `serverTime`, not with the browser's clock. */
  expiresAt: number | null;
  /** Epoch milliseconds, when the money arrived. */
  paidAt: number | null;
  /** Epoch milliseconds by the server's clock, when this view was made. */
  serverTime: number;
  /** Milliseconds until it is worth asking again; null when a shopper need not wait for anything any more. */
  pollAfterMs: number | null;
  /** What the browser that asked seems to be; decides whether the code or the link comes first. */
  device: "phone" | "desktop";
  /** Rises with each change of the record: of two views the one with the higher version is newer, then the one with the later `serverTime`. */
  version: number;
}

/** A payment and the capability for it. `POST /payments` answers with one. */
export interface PaymentGrant {
  /** Send it as `Authorization: Bearer <token>`. It is good for this payment alone. */
  token: string;
  payment: PaymentView;
}
