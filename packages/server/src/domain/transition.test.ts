import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { examplePayment } from "../testing/payment-example.ts";
import type { Observation } from "./observation.ts";
import type { Payment, PaymentStatus } from "./payment.ts";
import { transition } from "./transition.ts";

const now = new Date("2026-11-21T03:01:00Z");
const paidAt = new Date("2026-11-21T03:00:30Z");
const yen = (amount: number) => ({ amount, currency: "JPY" }) as const;

const offered: Observation = {
  status: "pending",
  code: {
    providerCodeId: "04-1",
    nextAction: { kind: "scan_qr", url: "https://qr.paypay.ne.jp/1", deepLink: null },
    expiresAt: new Date("2026-11-21T03:05:00Z"),
  },
};
const unpaid: Observation = { status: "pending", code: null };
const held: Observation = { status: "authorized", providerPaymentId: "PP1", authorized: yen(4200) };
const paid = (refunded = 0): Observation => ({
  status: "completed",
  providerPaymentId: "PP1",
  captured: yen(4200),
  refunded,
  paidAt,
});
const reversed: Observation = { status: "canceled", paidAt };
const withdrawn: Observation = { status: "canceled", paidAt: null };
const expired: Observation = { status: "expired" };
const failed: Observation = { status: "failed", reason: "TRANSACTION_FAILED" };

const observations = { offered, unpaid, held, paid: paid(), reversed, withdrawn, expired, failed };

/** Payments as they stand after an ordinary life. */
const pending = examplePayment({ status: "pending", uncertain: false });
const payments = {
  created: examplePayment(),
  pending,
  authorized: examplePayment({ status: "authorized", authorized: 4200, providerPaymentId: "PP1" }),
  completed: examplePayment({ status: "completed", captured: 4200, providerPaymentId: "PP1", paidAt }),
  canceled: examplePayment({ status: "canceled", closedAt: now }),
  expired: examplePayment({ status: "expired", closedAt: now }),
  failed: examplePayment({ status: "failed", closedAt: now }),
} satisfies Record<PaymentStatus, Payment>;

/** The allowed graph, written down a second time by hand: the row's status after each observation; "=" is unchanged. */
const graph: Record<PaymentStatus, Record<keyof typeof observations, PaymentStatus | "=">> = {
  created: {
    offered: "pending",
    unpaid: "=",
    held: "authorized",
    paid: "completed",
    reversed: "canceled",
    withdrawn: "canceled",
    expired: "expired",
    failed: "failed",
  },
  pending: {
    offered: "=",
    unpaid: "=",
    held: "authorized",
    paid: "completed",
    reversed: "canceled",
    withdrawn: "canceled",
    expired: "expired",
    failed: "failed",
  },
  authorized: {
    offered: "=",
    unpaid: "=",
    held: "=",
    paid: "completed",
    reversed: "canceled",
    withdrawn: "canceled",
    expired: "expired",
    failed: "failed",
  },
  completed: {
    offered: "=",
    unpaid: "=",
    held: "=",
    paid: "=",
    reversed: "canceled",
    withdrawn: "=",
    expired: "=",
    failed: "=",
  },
  canceled: {
    offered: "=",
    unpaid: "=",
    held: "authorized",
    paid: "completed",
    reversed: "canceled",
    withdrawn: "=",
    expired: "=",
    failed: "=",
  },
  expired: {
    offered: "=",
    unpaid: "=",
    held: "authorized",
    paid: "completed",
    reversed: "canceled",
    withdrawn: "=",
    expired: "=",
    failed: "=",
  },
  failed: {
    offered: "=",
    unpaid: "=",
    held: "authorized",
    paid: "completed",
    reversed: "canceled",
    withdrawn: "=",
    expired: "=",
    failed: "=",
  },
};

const cells = Object.entries(graph).flatMap(([from, row]) =>
  Object.entries(row).map(([seen, to]) => ({ from, seen, to })),
);

test.each(cells)("a payment that is $from and seen $seen becomes $to", ({ from, seen, to }) => {
  const before = Object.values(payments).find(({ status }) => status === from);
  const observation = Object.entries(observations).find(([name]) => name === seen)?.[1];
  if (before === undefined || observation === undefined) throw new Error("the table names something unknown");
  const decision = transition(before, observation, now);
  if (to === "=") return expect(decision).toEqual({ kind: "unchanged" });
  expect(decision).toMatchObject({ kind: "changed", payment: { status: to, version: before.version + 1 } });
});

describe("money", () => {
  it("that arrives after we had closed the payment is taken, and called late", () => {
    for (const status of ["canceled", "expired", "failed"] as const) {
      expect(transition(payments[status], paid(), now)).toMatchObject({
        kind: "changed",
        payment: { status: "completed", captured: 4200, late: true, paidAt },
      });
    }
    expect(transition(pending, paid(), now)).toMatchObject({ payment: { late: false } });
    const abandoned = examplePayment({ abandoned: true });
    expect(transition(abandoned, paid(), now)).toMatchObject({ payment: { late: true } });
  });

  it("of another amount, another provider's id or beyond what was captured is refused and kept for a person", () => {
    const others: Observation[] = [
      { ...paid(), status: "completed", captured: yen(4199), providerPaymentId: "PP1", refunded: 0, paidAt },
      {
        ...paid(),
        status: "completed",
        captured: yen(4200),
        providerPaymentId: "PP1",
        refunded: 4201,
        paidAt,
      },
      { status: "authorized", providerPaymentId: "PP1", authorized: yen(42) },
    ];
    for (const observation of others) {
      expect(transition(pending, observation, now)).toMatchObject({ kind: "refused", attention: "mismatch" });
    }
    const known = { ...pending, providerPaymentId: "PP2" };
    expect(transition(known, paid(), now)).toMatchObject({ kind: "refused", attention: "mismatch" });
  });

  it("that went back stays gone, whatever an older answer says", () => {
    const decision = transition(pending, reversed, now);
    if (decision.kind !== "changed") throw new Error("a reversal must change a pending payment");
    expect(transition(decision.payment, paid(), now)).toEqual({ kind: "unchanged" });
    expect(transition(decision.payment, held, now)).toEqual({ kind: "unchanged" });
  });

  it("given back in parts only ever adds up", () => {
    const first = transition(payments.completed, paid(300), now);
    if (first.kind !== "changed") throw new Error("a refund must be recorded");
    expect(first.payment).toMatchObject({ status: "completed", refunded: 300 });
    expect(transition(first.payment, paid(200), now)).toEqual({ kind: "unchanged" });
    expect(transition(first.payment, paid(4200), now)).toMatchObject({ payment: { refunded: 4200 } });
  });
});

describe("money that is held", () => {
  const manual = examplePayment({
    ...payments.authorized,
    captureMode: "manual",
    holdExpiresAt: new Date("2026-11-28T03:00:00Z"),
  });
  const hold = (amount: number, more: object = {}): Observation => ({
    ...{ status: "authorized", providerPaymentId: "PP1", authorized: yen(amount), ...more },
  });
  const captured = (amount: number): Observation => ({
    ...{ status: "completed", providerPaymentId: "PP1", captured: yen(amount), refunded: 0, paidAt },
  });
  const asked = { authorized: [5000], captured: [3000] };

  it("may be captured and raised as operations of ours have asked, and not otherwise", () => {
    expect(transition(manual, captured(3000), now, asked)).toMatchObject({
      payment: { status: "completed", authorized: 4200, captured: 3000 },
    });
    expect(transition(manual, captured(3000), now)).toMatchObject({ kind: "refused" });
    expect(transition(manual, captured(2999), now, asked)).toMatchObject({ kind: "refused" });
    expect(transition(manual, hold(5000), now, asked)).toMatchObject({
      payment: { status: "authorized", authorized: 5000, nextAction: null },
    });
    expect(transition(manual, hold(5000), now)).toMatchObject({ kind: "refused" });
    // What is held may be taken, whoever takes it.
    const raised = { ...manual, authorized: 5000 };
    expect(transition(raised, captured(5000), now)).toMatchObject({ payment: { captured: 5000 } });
  });

  it("once captured has one amount: another that was asked for too is a contradiction", () => {
    const paidInPart = { ...manual, status: "completed" as const, captured: 3000 };
    expect(transition(paidInPart, captured(3000), now, asked)).toEqual({ kind: "unchanged" });
    expect(transition(paidInPart, captured(4200), now, asked)).toMatchObject({ kind: "refused" });
  });

  it("is held until the provider says otherwise: a shorter hold is taken over, and nothing said changes nothing", () => {
    const sooner = new Date("2026-11-22T03:00:00Z");
    expect(transition(manual, hold(4200, { holdExpiresAt: sooner }), now)).toMatchObject({
      payment: { status: "authorized", holdExpiresAt: sooner },
    });
    expect(transition(manual, hold(4200), now)).toEqual({ kind: "unchanged" });
    expect(transition(manual, hold(4200, { holdExpiresAt: null }), now)).toEqual({ kind: "unchanged" });
  });

  it("and was let go, or whose hold has ended, was never paid, and an older answer does not bring it back", () => {
    for (const seen of [reversed, expired]) {
      const decision = transition(manual, seen, now);
      if (decision.kind !== "changed") throw new Error("the end of a hold must be recorded");
      expect(decision.payment).toMatchObject({ authorized: 4200, captured: 0, paidAt: null });
      expect(transition(decision.payment, hold(4200), now)).toEqual({ kind: "unchanged" });
      expect(transition(decision.payment, seen, now)).toEqual({ kind: "unchanged" });
      // Money wins all the same.
      expect(transition(decision.payment, captured(4200), now)).toMatchObject({ payment: { late: true } });
    }
  });

  it("and let go before it was ever seen held: that is remembered, and a late answer does not open it again", () => {
    const decision = transition({ ...pending, captureMode: "manual" }, reversed, now);
    if (decision.kind !== "changed") throw new Error("the end of a hold must be recorded");
    expect(decision.payment).toMatchObject({ status: "canceled", authorized: 4200, paidAt: null });
    expect(transition(decision.payment, held, now)).toEqual({ kind: "unchanged" });
  });
});

it("a code for an attempt that was abandoned is not shown any more", () => {
  expect(transition(examplePayment({ abandoned: true }), offered, now)).toEqual({ kind: "unchanged" });
});

type Decide = typeof transition;

/** What was true at the provider, step by step, and what of it our looks and our own decisions made of the payment. */
interface History {
  /** Refunds in minor units, one after the other. */
  refunds: number[];
  reversedAtTheEnd: boolean;
  neverPaid: boolean;
  /** Which truth each look saw, in the order of arrival: any order, any repetition. */
  looks: number[];
  /** Our own closing of the unpaid payment, before which look. */
  closing: { before: number; as: "expired" | "withdrawn" } | null;
}

const histories: fc.Arbitrary<History> = fc.record({
  refunds: fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 4 }),
  reversedAtTheEnd: fc.boolean(),
  neverPaid: fc.boolean(),
  looks: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 30 }),
  closing: fc.option(
    fc.record({ before: fc.nat({ max: 30 }), as: fc.constantFrom("expired" as const, "withdrawn" as const) }),
  ),
});

/** The provider's book: an independent account of what a payment must be, which knows nothing of `transition`. */
function truths(history: History): Observation[] {
  if (history.neverPaid) return [unpaid];
  const steps: Observation[] = [unpaid, paid()];
  let refunded = 0;
  for (const refund of history.refunds) {
    refunded += refund;
    steps.push(paid(refunded));
  }
  if (history.reversedAtTheEnd && refunded === 0) steps.push(reversed);
  return steps;
}

function play(decide: Decide, history: History): Payment[] {
  const steps = truths(history);
  const seen = [...history.looks.map((look) => steps[look % steps.length]), steps.at(-1)];
  const lives: Payment[] = [pending];
  const apply = (observation: Observation | undefined) => {
    const before = lives.at(-1);
    if (before === undefined || observation === undefined) throw new Error("a history has no gaps");
    const decision = decide(before, observation, now);
    if (decision.kind === "changed") lives.push(decision.payment);
  };
  seen.forEach((observation, index) => {
    const life = lives.at(-1);
    if (history.closing?.before === index && life?.status === "pending") {
      apply(history.closing.as === "expired" ? expired : withdrawn);
    }
    apply(observation);
  });
  return lives;
}

function promise(decide: Decide) {
  return fc.property(histories, (history) => {
    const lives = play(decide, history);
    const last = truths(history).at(-1);
    const end = lives.at(-1);
    if (end === undefined || last === undefined) return false;
    // The versions rise by one, and money never shrinks or exceeds what was captured.
    for (const [index, life] of lives.entries()) {
      const before = lives[index - 1];
      if (life.refunded > life.captured) return false;
      if (before !== undefined && life.version !== before.version + 1) return false;
      if (before !== undefined && (life.refunded < before.refunded || life.captured < before.captured))
        return false;
    }
    if (last.status === "completed") return end.status === "completed" && end.refunded === last.refunded;
    if (last.status === "canceled") return end.status === "canceled" && end.paidAt !== null;
    return ["pending", "expired", "canceled"].includes(end.status) && end.captured === 0;
  });
}

describe("whatever the order and repetition of looks, and whenever we close it ourselves", () => {
  it("the payment ends as the provider's book says", () => {
    fc.assert(promise(transition), { numRuns: 2000 });
  });

  const plantedBugs: [string, Decide][] = [
    [
      "late money is ignored",
      (payment, seen, at) =>
        payment.status === "expired" ? { kind: "unchanged" } : transition(payment, seen, at),
    ],
    [
      "the last answer wins",
      (payment, seen, at) =>
        seen.status === "completed" && payment.status === "completed"
          ? {
              kind: "changed",
              payment: { ...payment, refunded: seen.refunded, version: payment.version + 1 },
            }
          : transition(payment, seen, at),
    ],
    [
      "a reversal is taken for a withdrawal",
      (payment, seen, at) => transition(payment, seen.status === "canceled" ? withdrawn : seen, at),
    ],
    [
      "an answer that nobody paid undoes a payment",
      (payment, seen, at) =>
        payment.status === "completed" && seen.status === "pending"
          ? { kind: "changed", payment: { ...pending, version: payment.version + 1 } }
          : transition(payment, seen, at),
    ],
  ];
  it.each(plantedBugs)("this property sees the planted bug: %s", (_name, buggy) => {
    expect(fc.check(promise(buggy), { numRuns: 2000, seed: 7 }).failed).toBe(true);
  });
});
