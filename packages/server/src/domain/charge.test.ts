import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { examplePayment } from "../testing/payment-example.ts";
import { type ChargeSight, chargeEnds, isGoingBack, nextChargeLook, stepOf } from "./charge.ts";
import { type ChargeDoubt, newDoubt } from "./charge-doubt.ts";
import type { Payment } from "./payment.ts";
import { transition } from "./transition.ts";

const start = new Date("2026-11-21T03:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);

function charged(change: Partial<Payment> = {}, doubt: Partial<ChargeDoubt> = {}): Payment {
  const method = "linked_account";
  return examplePayment({ method, createdAt: start, doubt: { ...newDoubt(start), ...doubt }, ...change });
}
const step = (payment: Payment, sight: ChargeSight, ms: number) => stepOf(payment, { sight, now: after(ms) });

describe("what looks at a charge prove", () => {
  it("nothing found while its call may still run proves nothing", () => {
    expect(step(charged(), "nothing", 29_999)).toEqual({ kind: "wait", absentSince: null });
  });

  it("nothing found twice, 30 s apart, after its call is over: it did not happen, and is asked for again", () => {
    expect(step(charged(), "nothing", 30_000)).toEqual({
      kind: "wait",
      absentSince: start.getTime() + 30_000,
    });
    const once = charged({}, { absentSince: start.getTime() + 30_000 });
    expect(step(once, "nothing", 59_999)).toMatchObject({ kind: "wait" });
    expect(step(once, "nothing", 60_000)).toEqual({ kind: "ask" });
  });

  it("a look without an answer keeps what was found before; one that finds something begins anew", () => {
    const once = charged({}, { absentSince: start.getTime() + 30_000 });
    expect(step(once, "no_answer", 60_000)).toEqual({ kind: "wait", absentSince: start.getTime() + 30_000 });
    expect(step(once, "unsettled", 60_000)).toEqual({ kind: "wait", absentSince: null });
  });

  it("a repeat that was refused is no end: looks agree first, then it is cancelled, and only then closed", () => {
    const refused = charged({}, { refusal: "insufficient_funds" });
    expect(step(refused, "nothing", 30_000)).toMatchObject({ kind: "wait" });
    const proven = charged({}, { refusal: "insufficient_funds", absentSince: start.getTime() + 30_000 });
    expect(step(proven, "nothing", 60_000)).toMatchObject({ kind: "cancel" });
    const cancel = {
      since: start.getTime() + 60_000,
      answer: "accepted",
      answeredAt: start.getTime(),
    } as const;
    const told = charged({}, { ...proven.doubt, cancel });
    expect(step(told, "nothing", 61_000)).toEqual({ kind: "close", status: "failed" });
  });

  it.each(["unsettled", "no_answer"] as const)(
    "still unknown when nobody waits any more (%s): it is cancelled by machine",
    (sight) => {
      const ends = chargeEnds(charged()).getTime() - start.getTime();
      expect(step(charged(), sight, ends - 1).kind).toBe("wait");
      expect(step(charged(), sight, ends).kind).toBe("cancel");
    },
  );

  it("a cancel that was refused proves nothing either: two looks have to find nothing", () => {
    const cancel = { since: start.getTime(), answer: "refused", answeredAt: start.getTime() } as const;
    expect(step(charged({}, { cancel }), "nothing", 60_000).kind).toBe("cancel");
    const proven = charged({}, { cancel, absentSince: start.getTime() + 30_000 });
    expect(step(proven, "nothing", 60_000)).toEqual({ kind: "close", status: "failed" });
  });

  it("never asked for: asked while somebody waits, ended afterwards, by our own word", () => {
    const unsent = charged({ uncertain: false });
    expect(step(unsent, "nothing", 10_000)).toEqual({ kind: "ask" });
    expect(step(unsent, "nothing", 180_000)).toEqual({ kind: "close", status: "failed" });
    expect(step({ ...unsent, retiring: true }, "nothing", 0)).toEqual({ kind: "close", status: "canceled" });
  });
});

const sights = fc.constantFrom<ChargeSight>("nothing", "unsettled", "money", "no_answer");
const instants = fc.integer({ min: 0, max: 7_200_000 }).map((ms) => start.getTime() + ms);
const doubts = fc.record({
  askedAt: instants,
  absentSince: fc.option(instants),
  refusal: fc.constantFrom(null, "insufficient_funds" as const),
  cancel: fc.option(
    fc.record({
      since: instants,
      answer: fc.constantFrom(null, "accepted" as const, "refused" as const),
      answeredAt: fc.option(instants),
    }),
  ),
});
const uncertainCharges = fc.record({
  method: fc.constantFrom("linked_account" as const, "recurring" as const, "request" as const),
  retiring: fc.boolean(),
  doubt: doubts,
});

describe("whatever is known of an uncertain charge", () => {
  it("it is closed only when nothing is found, and the provider was told to cancel it", () => {
    fc.assert(
      fc.property(uncertainCharges, sights, instants, (change, sight, at) => {
        const payment = charged(change);
        if (stepOf(payment, { sight, now: new Date(at) }).kind !== "close") return;
        expect(sight).toBe("nothing");
        expect(payment.doubt?.cancel).not.toBeNull();
      }),
    );
  });

  it("it is asked for again only when two looks, 30 s apart, have found nothing, and nobody wants it cancelled", () => {
    fc.assert(
      fc.property(uncertainCharges, sights, instants, (change, sight, at) => {
        const payment = charged(change);
        if (stepOf(payment, { sight, now: new Date(at) }).kind !== "ask") return;
        expect(sight).toBe("nothing");
        expect(at - (payment.doubt?.absentSince ?? at)).toBeGreaterThanOrEqual(30_000);
        expect(at - (payment.doubt?.askedAt ?? at)).toBeGreaterThanOrEqual(30_000);
        expect([payment.retiring, payment.doubt?.cancel, payment.doubt?.refusal]).toEqual([
          false,
          null,
          null,
        ]);
      }),
    );
  });

  it("it is looked at again, never before now, and within five minutes while it can be told apart", () => {
    fc.assert(
      fc.property(uncertainCharges, instants, (change, at) => {
        const payment = charged(change);
        const due = nextChargeLook(payment, { now: new Date(at), intervalMs: 4500 }).getTime();
        expect(due).toBeGreaterThan(at);
        const asked = payment.doubt?.askedAt ?? 0;
        const absent = payment.doubt?.absentSince ?? 0;
        expect(due).toBeLessThanOrEqual(Math.max(at + 300_000, asked + 30_000, absent + 30_000));
      }),
    );
  });
});

describe("money that is seen after we told the provider to cancel it", () => {
  const money = { amount: 4200, currency: "JPY" } as const;
  const paid = {
    status: "completed",
    providerPaymentId: "0",
    captured: money,
    refunded: 0,
    paidAt: null,
  } as const;
  const cancelled = (answer: "accepted" | "refused" | null) =>
    charged({}, { cancel: { since: start.getTime(), answer, answeredAt: answer && start.getTime() } });

  it("counts as ours only when the cancel was refused before, or has not come through in an hour", () => {
    expect(transition(cancelled("accepted"), paid, after(60_000)).kind).toBe("unchanged");
    expect(transition(cancelled(null), paid, after(60_000)).kind).toBe("unchanged");
    expect(transition(cancelled("refused"), paid, after(10_000)).kind).toBe("unchanged");
    expect(transition(cancelled("refused"), paid, after(30_000)).kind).toBe("changed");
    expect(transition(cancelled("accepted"), paid, after(3_600_000)).kind).toBe("changed");
    expect(isGoingBack(charged(), start)).toBe(false);
  });

  it("is taken at once of a charge that was closed without a cancel, and then waits for nothing", () => {
    const closed = charged({ status: "failed", uncertain: false, closedAt: start });
    expect(transition(closed, paid, after(60_000))).toMatchObject({
      kind: "changed",
      payment: { status: "completed", late: true, doubt: null },
    });
  });
});
