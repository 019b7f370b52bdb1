import type { FastClock } from "./fast-clock.ts";
import type { Random } from "./random.ts";

/** What shoppers and staff can reach. */
export interface World {
  clock: FastClock;
  random: Random;
  /** Addresses of the shop's servers. */
  servers(): string[];
  publicUrl: string;
  addOrder(order: NewOrder): Promise<void>;
  setPrice(order: string, amount: number): Promise<void>;
  /** The shop means to capture so much, instead of the price. */
  approve(order: string, amount: number): Promise<void>;
  /** The shop means to give these points, under a key of its own. */
  intendGift(key: string, amount: number): Promise<void>;
  /** Ids of the payments that the shop has for the order, shown or not. */
  paymentsOf(order: string): Promise<string[]>;
  /** In the wallet. False: the wallet says that it cannot be paid. */
  pay(code: { url?: string; merchantPaymentId?: string }): boolean;
  /** In the wallet: she allows what she is asked to. False: she is not asked. */
  allow(payment: string): Promise<boolean>;
  /** In the wallet of that customer: what a shop asks of her. False: she is asked for no such thing. */
  answer(payment: string, customer: number, answer: "pay" | "decline"): boolean;
  /** In PayPay's panel. */
  cancelInPanel(merchantPaymentId: string): void;
}

export interface NewOrder {
  name: string;
  amount: number;
  capture: "automatic" | "manual";
  /** Milliseconds; null: as long as PayPay likes. */
  holdForMs: number | null;
}
