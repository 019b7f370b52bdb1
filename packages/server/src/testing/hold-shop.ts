import type { KaikeiOptions } from "../kaikei-options.ts";
import type { TestShop } from "./test-shop.ts";

export const holdMs = 7 * 86_400_000;

/** Options of a shop that holds the money for its cakes, and notes what it is told. */
export function holdingShop() {
  const told: string[] = [];
  const tell = (kind: string) => () => void told.push(kind);
  const kaikei: Partial<KaikeiOptions> = {
    resolveOrder: () => ({
      amount: { amount: 4200, currency: "JPY" },
      capture: "manual",
      holdForMs: holdMs,
      returnPath: "/orders/cake",
    }),
    onPaid: tell("paid"),
    onAuthorized: tell("authorized"),
    onRefunded: tell("refunded"),
    onCanceled: tell("canceled"),
    onExpired: tell("expired"),
  };
  return { kaikei, told };
}

/** An order whose money is held: its payment's id. */
export async function hold(shop: TestShop): Promise<string> {
  const { payment } = await shop.start("cake");
  shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
  await shop.reconcileAfter(5000);
  return payment.id;
}

type TheirPayment = ReturnType<TestShop["emulator"]["control"]["ledger"]>["payments"][number];

/** PayPay's own record of the first payment. */
export function theirs(shop: TestShop): TheirPayment {
  const [payment] = shop.emulator.control.ledger().payments;
  if (payment === undefined) throw new Error("nobody has paid anything");
  return payment;
}

/** How often PayPay was called so: `POST /v2/payments/capture`. */
export function callsOf(shop: TestShop, call: string): number {
  return shop.calls().filter((made) => made === call).length;
}
