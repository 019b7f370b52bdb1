import fc from "fast-check";
import { expect, it } from "vitest";
import {
  backOffMs,
  type OperationStatus,
  onAbsence,
  operationStatusSchema,
  refundable,
} from "./operation.ts";

const operation = (amount: number, status: OperationStatus) => ({ amount, status });

it("everything that was asked and not refused is reserved", () => {
  const payment = { captured: 1000, refunded: 0 };
  expect(refundable(payment, [])).toBe(1000);
  expect(refundable(payment, [operation(300, "requested"), operation(200, "uncertain")])).toBe(500);
  expect(refundable(payment, [operation(300, "accepted"), operation(700, "declined")])).toBe(700);
});

it("a refund that is done and seen counts once, one made in the provider's panel counts too", () => {
  expect(refundable({ captured: 1000, refunded: 300 }, [operation(300, "done")])).toBe(700);
  expect(refundable({ captured: 1000, refunded: 500 }, [operation(300, "done")])).toBe(500);
  expect(refundable({ captured: 1000, refunded: 0 }, [operation(300, "done")])).toBe(700);
});

it("asking for what is refundable, again and again, never exceeds what was captured", () => {
  const attempts = fc.array(
    fc.record({
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      status: fc.constantFrom(...operationStatusSchema.options),
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), attempts, (captured, asked) => {
      const operations: { amount: number; status: OperationStatus }[] = [];
      for (const { share, status } of asked) {
        const amount = Math.floor(refundable({ captured, refunded: 0 }, operations) * share);
        if (amount > 0) operations.push({ amount, status });
      }
      const kept = operations.filter(({ status }) => status !== "declined");
      return kept.reduce((sum, { amount }) => sum + amount, 0) <= captured;
    }),
  );
});

it("back-off starts at seconds and ends at an hour", () => {
  expect([1, 2, 3, 12, 500].map(backOffMs)).toEqual([2000, 4000, 8000, 3_600_000, 3_600_000]);
});

it("absence proves that a refund did not happen only after its call is over and two looks 30 s apart agree", () => {
  const askedAt = new Date("2026-11-21T03:00:00Z");
  const at = (seconds: number) => new Date(askedAt.getTime() + seconds * 1000);
  const asked = { status: "uncertain", askedAt, absentSince: null, problem: null } as const;
  expect(onAbsence(asked, at(2))).toEqual({ kind: "wait", until: at(30), absentSince: null });
  expect(onAbsence(asked, at(30))).toEqual({ kind: "wait", until: at(60), absentSince: at(30) });
  const absent = { ...asked, absentSince: at(30) };
  expect(onAbsence(absent, at(59))).toMatchObject({ kind: "wait", until: at(60) });
  expect(onAbsence(absent, at(60))).toEqual({ kind: "ask_again" });
  expect(onAbsence({ ...absent, problem: "REFUND_WINDOW_EXCEED" }, at(60))).toEqual({ kind: "declined" });
  expect(onAbsence({ ...absent, status: "accepted" }, at(60))).toMatchObject({ kind: "wait" });
});
