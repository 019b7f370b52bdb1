import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { FileMovement } from "../provider.ts";
import { compare, createFold, daysOf, type Ours, type Theirs } from "./compare.ts";

function foldMovements(lines: readonly FileMovement[]) {
  const fold = createFold();
  for (const line of lines) fold.add(line);
  return fold.file();
}

const noon = new Date("2026-11-21T12:00:00+09:00");
const line = (more: Partial<FileMovement>): FileMovement => ({
  paymentId: "pay_1",
  providerPaymentId: "0400",
  kind: "paid",
  amount: 4200,
  at: noon,
  ...more,
});
const theirs = (...lines: FileMovement[]): Theirs => {
  const [one, ...others] = foldMovements(lines).byPayment.values();
  if (one === undefined || others.length > 0) throw new Error("the lines are not about one payment");
  return one;
};
const ours = (payment: Partial<Ours["payment"]> = {}, refundedThen = 0): Ours => ({
  payment: { status: "completed", captured: 4200, refunded: 0, authorized: 0, paidAt: noon, ...payment },
  refundedThen,
});
const unpaid = { status: "expired", captured: 0, paidAt: null } as const;
const holding = { status: "authorized", captured: 0, authorized: 4200, paidAt: null } as const;
const refund = (amount: number) => line({ kind: "refunded", amount });

describe("a payment of the file and ours", () => {
  test.each([
    ["paid, the same amount", null, [line({})], ours()],
    ["paid, another amount", "amount", [line({ amount: 4199 })], ours()],
    ["paid twice over with two amounts", "amount", [line({}), line({ amount: 4199 })], ours()],
    ["the same line twice", null, [line({}), line({})], ours()],
    ["paid there, expired here", "status", [line({})], ours(unpaid)],
    ["paid there, paid and cancelled here", null, [line({})], ours({ status: "canceled" })],
    ["failed there, paid here", "status", [line({ kind: "failed" })], ours()],
    ["failed there, cancelled here", null, [line({ kind: "failed" })], ours({ status: "canceled" })],
    ["failed there at first, then paid", null, [line({ kind: "failed" }), line({})], ours()],
    ["failed there, expired here", null, [line({ kind: "failed" })], ours(unpaid)],
    ["given back in parts on this day and on others", null, [refund(300)], ours({ refunded: 1000 })],
    ["more given back there", "refund", [refund(300), refund(701)], ours({ refunded: 1000 })],
    ["less given back there than on that day here", "refund", [refund(300)], ours({ refunded: 500 }, 500)],
    ["a refund of ours that the file lacks", "refund", [line({})], ours({ refunded: 500 }, 500)],
    ["cancelled here, called a refund there", null, [refund(4200)], ours({ status: "canceled" })],
    ["held there and here", null, [line({ kind: "held" })], ours(holding)],
    ["held there, expired here", "status", [line({ kind: "held" })], ours(unpaid)],
    ["let go there, held here", "status", [line({ kind: "released" })], ours(holding)],
    ["let go there and here", null, [line({ kind: "released" })], ours({ ...holding, status: "canceled" })],
    ["held and taken, less than was held", null, [line({ kind: "held", amount: 5000 }), line({})], ours()],
  ] as const)("%s: %s", (_what, kind, lines, known) => {
    expect(compare(theirs(...lines), known)).toBe(kind);
  });
});

const movements = fc.array(
  fc.record({
    paymentId: fc.constantFrom(null, "pay_1", "cap_2", "ref_3"),
    providerPaymentId: fc.constantFrom("0400", "0500", "0600"),
    kind: fc.constantFrom<FileMovement["kind"]>("paid", "refunded", "failed", "held", "released", "other"),
    amount: fc.integer({ min: 0, max: 9 }),
    at: fc.option(fc.date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true })),
  }),
  { maxLength: 30 },
);

it("the lines' order changes nothing", () => {
  const shuffled = movements.chain((lines) =>
    fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
  );
  fc.assert(
    fc.property(shuffled, ([lines, others]) => {
      const [one, other] = [foldMovements(lines), foldMovements(others)];
      expect(new Map([...other.byPayment].sort())).toEqual(new Map([...one.byPayment].sort()));
      expect({ ...other, byPayment: null }).toEqual({ ...one, byPayment: null });
    }),
  );
});

it("whatever refunds a payment had on whatever days: each day's own file agrees with the record, and one refund more or less is told", () => {
  const day = fc.record({ refunds: fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 5 }) });
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 5 }), fc.nat(), (days, at) => {
      const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
      const refunded = sum(days.map(({ refunds }) => sum(refunds)));
      const { refunds } = days[at % days.length] ?? { refunds: [] };
      const known = ours({ captured: 4200, refunded }, sum(refunds));
      const lines = [line({}), ...refunds.map(refund)];
      expect(compare(theirs(...lines), known)).toBeNull();
      expect(compare(theirs(...lines, refund(refunded + 1)), known)).toBe("refund");
      if (refunds.length > 0) expect(compare(theirs(...lines.slice(0, -1)), known)).toBe("refund");
    }),
  );
});

it("a file is of whole days of Japan, whatever zone the server is in", () => {
  const at = (text: string) => new Date(text);
  expect(daysOf({ from: at("2026-11-21T00:00:00+09:00"), to: at("2026-11-21T23:59:59+09:00") })).toEqual({
    after: at("2026-11-21T00:01:00+09:00"),
    before: at("2026-11-21T23:59:00+09:00"),
  });
  expect(daysOf({ from: noon, to: at("2026-11-23T08:00:00+09:00") })).toEqual({
    after: at("2026-11-21T00:01:00+09:00"),
    before: at("2026-11-23T23:59:00+09:00"),
  });
  expect(daysOf({ from: null, to: null })).toBeNull();
});

it("a file made up to be slow is not: a hundred thousand ids for one payment", () => {
  const started = performance.now();
  foldMovements(Array.from({ length: 100_000 }, (_, at) => line({ paymentId: `p${at}`, amount: at })));
  expect(performance.now() - started).toBeLessThan(2000);
});
