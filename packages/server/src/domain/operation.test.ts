import fc from "fast-check";
import { expect, it } from "vitest";
import {
  backOffMs,
  isFinal,
  isStuck,
  type OperationKind,
  type OperationStatus,
  onAbsence,
  operationStatusSchema,
  refundable,
} from "./operation.ts";

const paid = (captured: number, refunded = 0) => ({ status: "completed" as const, captured, refunded });
const operation = (amount: number, status: OperationStatus) => ({ kind: "refund" as const, amount, status });

it("everything that was asked and not refused is reserved", () => {
  const payment = paid(1000);
  expect(refundable(payment, [])).toBe(1000);
  expect(refundable(payment, [operation(300, "requested"), operation(200, "uncertain")])).toBe(500);
  expect(refundable(payment, [operation(300, "accepted"), operation(700, "declined")])).toBe(700);
});

it("a refund that is done and seen counts once, one made in the provider's panel counts too", () => {
  expect(refundable(paid(1000, 300), [operation(300, "done")])).toBe(700);
  expect(refundable(paid(1000, 500), [operation(300, "done")])).toBe(500);
  expect(refundable(paid(1000), [operation(300, "done")])).toBe(700);
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
      const operations: { kind: "refund"; amount: number; status: OperationStatus }[] = [];
      for (const { share, status } of asked) {
        const amount = Math.floor(refundable(paid(captured), operations) * share);
        if (amount > 0) operations.push({ kind: "refund", amount, status });
      }
      const kept = operations.filter(({ status }) => status !== "declined" && status !== "lapsed");
      return kept.reduce((sum, { amount }) => sum + amount, 0) <= captured;
    }),
  );
});

it("refunds and cancels asked in any order, with any end: never both, and never more than was captured", () => {
  const statuses = fc.constantFrom(...operationStatusSchema.options);
  const asked = fc.oneof(
    fc.record({ kind: fc.constant("cancel" as const), status: statuses }),
    fc.record({
      kind: fc.constant("refund" as const),
      status: statuses,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  );
  // What was asked before may end at any time; whatever is not refused keeps its amount.
  const ends = fc.array(fc.tuple(fc.nat(), statuses), { maxLength: 10 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), fc.array(asked), ends, (captured, wishes, endings) => {
      const operations: { kind: OperationKind; amount: number; status: OperationStatus }[] = [];
      for (const [step, wish] of wishes.entries()) {
        const left = refundable(paid(captured), operations);
        const amount = wish.kind === "cancel" ? captured : Math.floor(left * wish.share);
        if (amount > 0 && amount <= left) operations.push({ kind: wish.kind, amount, status: wish.status });
        const [at, status] = endings[step] ?? [0, undefined];
        const open = operations[at % Math.max(operations.length, 1)];
        const isOver = open !== undefined && isFinal(open.status);
        if (open !== undefined && status !== undefined && !isOver) open.status = status;
        const kept = operations.filter((each) => each.status !== "declined" && each.status !== "lapsed");
        const sum = kept.reduce((total, each) => total + each.amount, 0);
        const kinds = new Set(kept.map(({ kind }) => kind));
        if (sum > captured || kinds.size > 1) return false;
      }
      return true;
    }),
  );
});

it("nothing is refundable of a payment that was reversed as a whole, whoever did it", () => {
  expect(refundable({ ...paid(1000), status: "canceled" }, [])).toBe(0);
});

it("what has been open for a day is stuck, what is over never is", () => {
  const requestedAt = new Date("2026-11-21T03:00:00Z");
  const after = (hours: number) => new Date(requestedAt.getTime() + hours * 3_600_000);
  expect(isStuck({ status: "accepted", requestedAt }, after(23.9))).toBe(false);
  for (const status of ["requested", "uncertain", "accepted"] as const) {
    expect(isStuck({ status, requestedAt }, after(24))).toBe(true);
  }
  expect(isStuck({ status: "done", requestedAt }, after(48))).toBe(false);
  expect(isStuck({ status: "declined", requestedAt }, after(48))).toBe(false);
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
