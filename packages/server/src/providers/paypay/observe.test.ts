import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { observationSchema } from "../../domain/observation.ts";
import { paymentDetailsSchema } from "./answer-schemas.ts";
import { observe } from "./observe.ts";

const yen = (amount: number) => ({ amount, currency: "JPY" });
const paid = { paymentId: "PP1", acceptedAt: 1_700_000_000, amount: yen(500) };
const completed = {
  status: "completed",
  providerPaymentId: "PP1",
  captured: yen(500),
  refunded: 0,
  paidAt: new Date(1_700_000_000_000),
};
const reversed = { status: "canceled", paidAt: new Date(1_700_000_000_000) };
const refund = (status: string | null, amount: number) => ({ status, amount: yen(amount) });

function observed(answer: object) {
  return observe(paymentDetailsSchema.parse(answer));
}

test("nothing paid with this id is unpaid so far", () => {
  expect(observe(null)).toEqual({ status: "pending", code: null });
});

const held = {
  status: "authorized",
  providerPaymentId: "PP1",
  authorized: yen(500),
  holdExpiresAt: null,
  raising: false,
  captures: [],
};

test.each([
  ["an unpaid code", { status: "CREATED", acceptedAt: 0, requestedAt: 0 }, { status: "pending", code: null }],
  ["a word PayPay has yet to invent", { ...paid, status: "TELEPORTED" }, { status: "pending", code: null }],
  [
    "a hold",
    { ...paid, status: "AUTHORIZED", expiresAt: 1_700_500_000 },
    { ...held, holdExpiresAt: new Date(1_700_500_000_000) },
  ],
  ["a hold being changed", { ...paid, status: "REAUTHORIZING" }, { ...held, raising: true }],
  [
    "a capture that waits for the shopper",
    {
      ...paid,
      status: "AUTHORIZED",
      captures: { data: [{ status: "USER_REQUESTED", amount: yen(600), merchantCaptureId: "cap_1" }] },
    },
    { ...held, captures: [{ id: "cap_1", amount: 600, status: "asked" }] },
  ],
  ["a paid code", { ...paid, status: "COMPLETED" }, completed],
  [
    "a paid code, its lists null",
    { ...paid, status: "COMPLETED", refunds: null, captures: { data: null } },
    completed,
  ],
  [
    "a payment time of nought",
    { ...paid, status: "COMPLETED", acceptedAt: 0 },
    { ...completed, paidAt: null },
  ],
  [
    "a hold captured in part",
    {
      ...paid,
      status: "COMPLETED",
      captures: {
        data: [
          { status: "USER_REQUESTED", amount: yen(500), acceptedAt: 1 },
          { status: "COMPLETED", amount: yen(300), acceptedAt: 1_700_000_060 },
        ],
      },
    },
    {
      ...completed,
      captured: yen(300),
      paidAt: new Date(1_700_000_060_000),
      captures: [
        { id: null, amount: 500, status: "asked" },
        { id: null, amount: 300, status: "done" },
      ],
    },
  ],
  [
    "partial refunds, each accepted in its own word",
    {
      ...paid,
      status: "REFUNDED",
      refunds: { data: [refund("CREATED", 1), refund("REFUNDED", 20), refund("REFUND_FAILED", 300)] },
    },
    { ...completed, refunded: 321 },
  ],
  [
    "a refund with an unknown word beside one without",
    { ...paid, status: "COMPLETED", refunds: { data: [refund("PONDERED", 1), refund(null, 20)] } },
    { ...completed, refunded: 20 },
  ],
  ["a refund without a list", { ...paid, status: "REFUNDED" }, { ...completed, refunded: 500 }],
  ["a payment that failed", { status: "FAILED" }, { status: "failed", reason: "FAILED" }],
  [
    "a payment that failed, times nought",
    { status: "FAILED", acceptedAt: 0, canceledAt: 0 },
    { status: "failed", reason: "FAILED" },
  ],
  ["a payment cancelled after it was paid", { ...paid, status: "FAILED" }, reversed],
  ["a payment with a time of cancelling", { status: "FAILED", canceledAt: 1_700_000_000 }, reversed],
  ["that time as text", { status: "FAILED", canceledAt: "1700000000" }, reversed],
  ["a hold given back", { ...paid, status: "CANCELED" }, reversed],
  [
    "a request that she declined, with the time of that: nothing was paid",
    { status: "CANCELED", acceptedAt: 0, canceledAt: 1_700_000_000 },
    { status: "canceled", paidAt: null },
  ],
  ["a hold that ran out", { ...paid, status: "EXPIRED" }, { status: "expired" }],
])("%s", (_name, answer, expected) => {
  expect(observed(answer)).toEqual(expected);
});

describe("money is never recorded by half", () => {
  test.each([
    ["no PayPay id", { ...paid, paymentId: null, status: "COMPLETED" }],
    ["no amount", { ...paid, amount: null, status: "COMPLETED" }],
    ["an amount of nought", { ...paid, amount: yen(0), status: "COMPLETED" }],
    ["another currency", { ...paid, amount: { amount: 500, currency: "USD" }, status: "COMPLETED" }],
    ["a hold without an amount", { ...paid, amount: null, status: "AUTHORIZED" }],
    ["a hold without PayPay's id", { ...paid, paymentId: null, status: "AUTHORIZED" }],
  ])("%s: nothing is observed, not even 'unpaid'", (_name, answer) => {
    expect(observed(answer)).toBeNull();
  });

  test.each([
    ["an amount with a fraction", { ...paid, amount: yen(0.5) }],
    ["an amount beyond 2^53", { ...paid, amount: yen(2 ** 53) }],
    ["an amount as text", { ...paid, amount: { amount: "500", currency: "JPY" } }],
    ["an id that is a number", { ...paid, paymentId: 5 }],
    ["a refund with a broken amount", { ...paid, refunds: { data: [refund("CREATED", -1)] } }],
  ])("%s makes the answer unreadable", (_name, answer) => {
    expect(paymentDetailsSchema.safeParse({ status: "COMPLETED", ...answer }).success).toBe(false);
  });
});

test("whatever PayPay answers, an observation is well-formed, and only paid words are paid", () => {
  const time = fc.oneof(fc.nat(), fc.constant(null), fc.constant(0), fc.double(), fc.string());
  const amount = fc.option(fc.record({ amount: fc.nat(), currency: fc.constantFrom("JPY", "USD") }));
  const entries = fc.record({
    data: fc.array(
      fc.record({
        status: fc.option(fc.constantFrom("CREATED", "COMPLETED", "X")),
        amount,
        acceptedAt: time,
      }),
    ),
  });
  const words = [
    "CREATED",
    "AUTHORIZED",
    "REAUTHORIZING",
    "COMPLETED",
    "REFUNDED",
    "FAILED",
    "CANCELED",
    "EXPIRED",
  ];
  const answers = fc.record(
    {
      status: fc.oneof(fc.constantFrom(...words), fc.string()),
      paymentId: fc.option(fc.string()),
      ...{
        acceptedAt: time,
        canceledAt: time,
        amount,
        refunds: fc.option(entries),
        captures: fc.option(entries),
      },
    },
    { requiredKeys: ["status"] },
  );
  fc.assert(
    fc.property(answers, (answer) => {
      const observation = observed(answer);
      if (observation !== null) expect(observationSchema.safeParse(observation).success).toBe(true);
      const saysPaid = answer.status === "COMPLETED" || answer.status === "REFUNDED";
      expect(observation === null || (observation.status === "completed") === saysPaid).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
