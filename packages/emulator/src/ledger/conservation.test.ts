import fc from "fast-check";
import { expect, test } from "vitest";
import {
  captureRequest,
  chargeRequest,
  jpy,
  noon,
  openShop,
  refundRequest,
  type Shop,
} from "../testing/shop.ts";

/** One thing that a shop, a customer or time may do; refusals are as welcome as effects. */
type Move = (shop: Linked, step: number) => Promise<unknown>;

/** A shop with an authorization of each customer. */
type Linked = Shop & { readonly authorizations: Readonly<Record<Name, string>> };
type Name = "hanako" | "taro";

const idOf = fc.constantFrom("order-1", "order-2");
const amountOf = fc.constantFrom(1, 500, 1500, 2500, 4000);
const customerOf = fc.constantFrom<Name>("hanako", "taro");
const chargePath = fc.constantFrom(
  "/v2/payments?agreeSimilarTransaction=true",
  "/v2/payments/preauthorize",
  "/v1/subscription/payments",
  "/v1/requestOrder",
);
const paymentIdOf = (shop: Shop, id: string) =>
  shop.control.ledger().payments.find((payment) => payment.merchantPaymentId === id)?.paymentId ?? "0";

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.tuple(idOf, fc.boolean(), amountOf).map<Move>(
    ([id, isAuthorization, amount]) =>
      (shop) =>
        shop.createCode(id, { isAuthorization, amount: jpy(amount) }),
  ),
  fc.tuple(idOf, customerOf).map<Move>(
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
  fc.tuple(chargePath, idOf, customerOf, amountOf).map<Move>(([path, id, customer, amount]) => (shop) => {
    const body = chargeRequest(id, shop.authorizations[customer], { amount: jpy(amount) });
    return shop.call("POST", path, body);
  }),
  fc.tuple(idOf, customerOf, fc.constantFrom<"pay" | "decline">("pay", "pay", "decline")).map<Move>(
    ([merchantPaymentId, customer, answer]) =>
      async (shop) =>
        attempt(() => shop.control.answerRequest({ merchantPaymentId, customer, answer })),
  ),
  idOf.map<Move>((id) => (shop) => shop.call("DELETE", `/v1/requestOrder/${id}`)),
  fc.tuple(idOf, customerOf, amountOf).map<Move>(([id, customer, amount]) => (shop) => {
    const userAuthorizationId = shop.authorizations[customer];
    const body = { merchantCashbackId: id, userAuthorizationId, amount: jpy(amount), requestedAt: noon };
    return shop.call("POST", "/v2/cashback", body);
  }),
  fc.tuple(idOf, amountOf).map<Move>(([id, amount]) => (shop, step) => {
    const merchantCashbackReversalId = `back-${step}`;
    const body = {
      merchantCashbackReversalId,
      merchantCashbackId: id,
      amount: jpy(amount),
      requestedAt: noon,
    };
    return shop.call("POST", "/v2/cashback_reversal", body);
  }),
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

test("whatever happens in whatever order, no yen appears or disappears", { timeout: 30_000 }, async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 40, size: "max" }), async (moves) => {
      const opened = openShop({
        merchant: { cashbackFunds: 3_000 },
        customers: [
          { id: "hanako", name: { ja: "花子", en: "Hanako" }, balance: 50_000 },
          { id: "taro", name: { ja: "太郎", en: "Taro" }, balance: 3_000, balanceLimit: 4_000 },
        ],
        cashbackSettlesAfterSeconds: 60,
      });
      const hanako = await opened.authorizationOf("hanako");
      const taro = await opened.authorizationOf("taro");
      const shop: Linked = { ...opened, authorizations: { hanako, taro } };
      for (const [step, act] of moves.entries()) {
        await act(shop, step);
        const { customers, payments, merchants, cashbacks, cashbackReversals } = shop.control.ledger();
        const inWallets = customers.reduce((sum, { balance }) => sum + balance, 0);
        const taken = payments.reduce((sum, payment) => sum + payment.taken, 0);
        const toGiveAway = merchants.reduce((sum, { cashbackFunds }) => sum + cashbackFunds, 0);
        expect(inWallets + taken + toGiveAway).toBe(56_000);
        expect(Math.min(toGiveAway, ...customers.map(({ balance }) => balance))).toBeGreaterThanOrEqual(0);
        expect(3_000 - toGiveAway).toBe(succeeded(cashbacks) - succeeded(cashbackReversals));
        for (const { status } of cashbacks) seen.add(`cashback ${status}`);
        for (const { status } of cashbackReversals) seen.add(`reversal ${status}`);
        for (const payment of payments) {
          seen.add(payment.status).add(payment.method);
          expect(payment.taken).toBe(takenByStatus(payment));
        }
      }
    }),
    { numRuns: 150, seed: 20_261_121 },
  );
  // Otherwise the property says nothing of what was never reached.
  expect([...seen].sort()).toEqual(
    [
      ...["AUTHORIZED", "CANCELED", "COMPLETED", "EXPIRED", "FAILED", "REAUTHORIZING", "REFUNDED"],
      ...["code", "native", "continuous", "request"],
      ...["cashback ACCEPTED", "cashback SUCCESS", "cashback FAILURE"],
      ...["reversal ACCEPTED", "reversal SUCCESS", "reversal FAILURE"],
    ].sort(),
  );
});

function succeeded(moves: readonly { readonly amount: number; readonly status: string }[]): number {
  return moves.reduce((sum, { amount, status }) => (status === "SUCCESS" ? sum + amount : sum), 0);
}

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
