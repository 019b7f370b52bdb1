import fc from "fast-check";
import { expect, test } from "vitest";
import { captureRequest, jpy, noon, openShop, refundRequest, type Shop } from "../testing/shop.ts";

/** One thing that a shop, a customer or time may do; refusals are as welcome as effects. */
type Move = (shop: Shop, step: number) => Promise<unknown>;

const idOf = fc.constantFrom("order-1", "order-2");
const amountOf = fc.constantFrom(1, 500, 1500, 2500, 4000);
const paymentIdOf = (shop: Shop, id: string) =>
  shop.control.ledger().payments.find((payment) => payment.merchantPaymentId === id)?.paymentId ?? "0";

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.tuple(idOf, fc.boolean(), amountOf).map<Move>(
    ([id, isAuthorization, amount]) =>
      (shop) =>
        shop.createCode(id, { isAuthorization, amount: jpy(amount) }),
  ),
  fc.tuple(idOf, fc.constantFrom("hanako", "taro")).map<Move>(
    ([id, customer]) =>
      async (shop) =>
        attempt(() => shop.pay(id, customer)),
  ),
  idOf.map<Move>((id) => (shop) => shop.call("DELETE", `/v2/payments/${id}`)),
  fc.tuple(idOf, amountOf).map<Move>(([id, amount]) => (shop, step) => {
    const body = captureRequest(id, amount, { merchantCaptureId: `capture-${step}` });
    return shop.call("POST", "/v2/payments/capture", body);
  }),
  fc.tuple(idOf, amountOf).map<Move>(([id, amount]) => (shop, step) => {
    const fields = { merchantRefundId: `refund-${step}` };
    return shop.call("POST", "/v2/refunds", refundRequest(paymentIdOf(shop, id), amount, fields));
  }),
  idOf.map<Move>((id) => (shop, step) => {
    const paymentId = paymentIdOf(shop, id);
    const body = { merchantRevertId: `revert-${step}`, paymentId, requestedAt: noon };
    return shop.call("POST", "/v2/payments/preauthorize/revert", body);
  }),
  fc.tuple(idOf, amountOf).map<Move>(
    ([id, amount]) =>
      (shop, step) =>
        shop.call("POST", "/v2/payments/reauthorize", {
          requestId: `raise-${step}`,
          paymentId: paymentIdOf(shop, id),
          updatedAmount: jpy(amount),
          redirectUrl: "https://shop.example/",
          redirectType: "WEB_LINK",
          userAgent: "test",
        }),
  ),
  idOf.map<Move>((id) => async (shop) => attempt(() => shop.control.approve(paymentIdOf(shop, id)))),
  fc
    .constantFrom(60, 60, 60, 7 * 3600, 31 * 86_400)
    .map<Move>((time) => async (shop) => shop.control.clock.advance(time)),
);

function attempt(work: () => unknown): void {
  try {
    work();
  } catch {
    // A refusal moves nothing, which is what the property then checks.
  }
}

test("whatever happens in whatever order, no yen appears or disappears", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 40, size: "max" }), async (moves) => {
      const shop = openShop();
      for (const [step, act] of moves.entries()) {
        await act(shop, step);
        const { customers, payments } = shop.control.ledger();
        const inWallets = customers.reduce((sum, { balance }) => sum + balance, 0);
        const taken = payments.reduce((sum, payment) => sum + payment.taken, 0);
        expect(inWallets + taken).toBe(53_000);
        for (const payment of payments) {
          seen.add(payment.status);
          expect(payment.taken).toBe(takenByStatus(payment));
        }
      }
    }),
    { numRuns: 300, seed: 20_261_121 },
  );
  expect([...seen].sort()).toEqual(
    ["AUTHORIZED", "CANCELED", "COMPLETED", "EXPIRED", "FAILED", "REAUTHORIZING", "REFUNDED"].sort(),
  );
});

/** What a customer must be short of, read from PayPay's words alone. */
function takenByStatus(payment: ReturnType<Shop["control"]["ledger"]>["payments"][number]): number {
  switch (payment.status) {
    case "AUTHORIZED":
    case "REAUTHORIZING":
      return payment.amount;
    case "COMPLETED":
    case "REFUNDED":
      return payment.captured - payment.refunded;
    default:
      return 0;
  }
}
