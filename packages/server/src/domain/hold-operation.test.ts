import fc from "fast-check";
import { expect, it } from "vitest";
import { examplePayment } from "../testing/payment-example.ts";
import {
  captureIdOf,
  explainedBy,
  type HoldStep,
  openOnHold,
  stepOfCapture,
  stepOfReauthorize,
  stepOfRevert,
} from "./hold-operation.ts";
import type { Observation } from "./observation.ts";
import { isFinal, type Operation, type OperationKind, operationStatusSchema } from "./operation.ts";
import { transition } from "./transition.ts";

const start = Date.parse("2026-11-21T03:00:00Z");
const yen = (amount: number) => ({ amount, currency: "JPY" }) as const;
const held = 4200;

function asked(kind: OperationKind, amount: number): Operation {
  const at = new Date(start);
  return {
    ...{ id: `${kind.slice(0, 3)}_1`, payment: "pay_1", kind, amount, reason: null, key: null },
    ...{ status: "requested", problem: null, requestedAt: at, askedAt: at, url: null, until: null },
    absentSince: null,
  };
}

/** PayPay, as its reference describes it, and no more of it than a hold needs. */
function openHold() {
  let status: Observation["status"] = "authorized";
  let amount = held;
  let raisingTo: number | null = null;
  const captures: { id: string; amount: number; status: "asked" | "done" }[] = [];
  const requestIds: string[] = [];
  let letGo = 0;
  const canAct = () => status === "authorized" && raisingTo === null && captures.length === 0;
  return {
    capture(id: string, wanted: number): "done" | "asks_her" | string {
      requestIds.push(id);
      if (status === "completed") return "ALREADY_CAPTURED";
      if (!canAct()) return "ORDER_NOT_CAPTURABLE";
      captures.push({ id, amount: wanted, status: wanted > amount ? "asked" : "done" });
      if (wanted > amount) return "asks_her";
      status = "completed";
      return "done";
    },
    reauthorize(id: string, wanted: number): "asks_her" | string {
      requestIds.push(id);
      if (!canAct()) return "REAUTHORIZE_REJECTED";
      raisingTo = wanted;
      return "asks_her";
    },
    revert(): "done" | string {
      if (!canAct()) return "ORDER_NOT_CANCELABLE";
      status = "canceled";
      letGo += 1;
      return "done";
    },
    agree() {
      amount = raisingTo ?? amount;
      raisingTo = null;
      for (const capture of captures.filter((each) => each.status === "asked")) {
        capture.status = "done";
        status = "completed";
      }
    },
    lapse() {
      raisingTo = null;
      const stillAsked = captures.findIndex((each) => each.status === "asked");
      if (stillAsked >= 0) captures.splice(stillAsked, 1);
    },
    expire() {
      if (status === "authorized") status = "expired";
    },
    see(): Observation {
      const named = captures.map((capture) => ({ ...capture }));
      if (status === "completed") {
        const taken = captures.find((each) => each.status === "done")?.amount ?? amount;
        const paid = { captured: yen(taken), refunded: 0, paidAt: new Date(start) };
        return { status, providerPaymentId: "PP1", ...paid, captures: named };
      }
      if (status === "canceled") return { status, paidAt: new Date(start) };
      if (status === "expired") return { status };
      const hold = { authorized: yen(amount), raising: raisingTo !== null, captures: named };
      return { status: "authorized", providerPaymentId: "PP1", ...hold };
    },
    effects: () => captures.filter((each) => each.status === "done").length + letGo,
    repeated: () => new Set(requestIds).size < requestIds.length,
  };
}

type Hold = ReturnType<typeof openHold>;

/** What becomes of one request and of its answer. */
const fates = ["answered", "request lost", "answer lost", "late", "busy"] as const;
type Fate = (typeof fates)[number];
type Event =
  | { do: "follow"; fate: Fate }
  | { do: "wait"; ms: number }
  | { do: "agree" | "lapse" | "expire" | "late" };

/** Follows operations by their steps alone, as the use cases do, against a PayPay that loses what it likes. */
function follower(hold: Hold, wanted: { kind: "capture" | "revert"; amount: number }) {
  let now = start;
  const late: (() => unknown)[] = [];
  const raise =
    wanted.kind === "capture" && wanted.amount > held ? asked("reauthorize", wanted.amount) : null;
  const operation = asked(wanted.kind, wanted.amount);
  const operations = raise === null ? [operation] : [operation, raise];
  const finals: string[] = [];
  let payment = examplePayment({ status: "pending", captureMode: "manual", uncertain: false });

  const set = (of: Operation, change: Partial<Operation>) => {
    if (isFinal(of.status)) throw new Error(`what is ${of.status} was moved`);
    Object.assign(of, change);
    if (isFinal(of.status)) finals.push(`${of.kind} ${of.status}`);
  };

  function ask(of: Operation, fate: Fate) {
    const before = of.status;
    set(of, { status: "uncertain", askedAt: new Date(now), absentSince: null, problem: null });
    if (fate === "busy")
      return set(of, { status: before === "awaiting_shopper" ? "uncertain" : "requested" });
    const id = of.kind === "capture" ? captureIdOf(of) : of.id;
    const call = () => {
      if (of.kind === "capture") return hold.capture(id, of.amount);
      return of.kind === "revert" ? hold.revert() : hold.reauthorize(id, of.amount);
    };
    if (fate === "late") return void late.push(call);
    const answer = fate === "request lost" ? "lost" : call();
    if (fate !== "answered") return;
    if (answer === "done") return set(of, { status: "accepted" });
    set(of, answer === "asks_her" ? { status: "awaiting_shopper" } : { problem: answer });
  }

  function look(of: Operation, stepOf: typeof stepOfCapture, fate: Fate) {
    const seen = hold.see();
    const decision = transition(payment, seen, new Date(now), explainedBy(operations));
    if (decision.kind === "refused") throw new Error(decision.message);
    if (decision.kind === "changed") payment = decision.payment;
    apply(of, stepOf(of, seen, new Date(now)), fate);
  }

  function apply(of: Operation, step: HoldStep, fate: Fate) {
    switch (step.kind) {
      case "wait":
        return set(of, { absentSince: step.absentSince });
      case "ask":
        return ask(of, fate);
      case "ask_later":
        return set(of, { status: "requested" });
      case "awaits_shopper":
        return set(of, { status: "awaiting_shopper" });
      case "done":
        set(of, { status: "done", problem: null });
        if (of === raise) set(operation, { status: "requested" });
        return;
      case "declined":
      case "lapsed":
        set(of, { status: step.kind });
        if (of === raise) set(operation, { status: step.kind });
        return;
      case "busy":
      case "look_later":
        return;
    }
  }

  function follow(fate: Fate) {
    if (isFinal(operation.status)) return;
    const [of, stepOf] =
      raise !== null && !isFinal(raise.status)
        ? ([raise, stepOfReauthorize] as const)
        : ([operation, wanted.kind === "capture" ? stepOfCapture : stepOfRevert] as const);
    if (of.status === "requested") return ask(of, fate);
    look(of, stepOf, fate);
  }

  const happen = (event: Event) => {
    if (event.do === "follow") return follow(event.fate);
    if (event.do === "wait") now += event.ms;
    else if (event.do === "late") late.shift()?.();
    else hold[event.do]();
  };
  return {
    happen,
    /** Nothing is lost any more, and she makes up her mind. */
    settle(): void {
      while (late.length > 0) happen({ do: "late" });
      for (let turn = 0; turn < 12; turn += 1) {
        follow("answered");
        now += 31_000;
        if (turn === 4) hold.lapse();
        if (turn === 8) hold.expire();
      }
      look(asked("capture", 1), () => ({ kind: "busy" }), "answered");
    },
    operation,
    raise,
    finals,
    payment: () => payment,
  };
}

const events: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("follow" as const), fate: fc.constantFrom(...fates) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(2000, 31_000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("agree" as const, "lapse" as const, "late" as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("expire" as const) }) },
);
const wishes = fc.record({
  kind: fc.constantFrom("capture" as const, "revert" as const),
  amount: fc.constantFrom(1, 3000, held, 5000),
});

it("whatever is lost, late, repeated or refused: one effect at most, no id twice, final is final, and both books agree", () => {
  const ends = new Map<string, number>();
  fc.assert(
    fc.property(wishes, fc.array(events, { maxLength: 25 }), (wanted, happened) => {
      const hold = openHold();
      const followed = follower(hold, wanted);
      for (const event of happened) followed.happen(event);
      followed.settle();
      const { operation, raise, finals, payment } = followed;
      const truth = hold.see();
      expect(hold.effects()).toBeLessThanOrEqual(1);
      expect(hold.repeated()).toBe(false);
      expect(isFinal(operation.status)).toBe(true);
      expect(new Set(finals).size).toBe(finals.length);
      // The record follows what was seen.
      expect(payment().status).toBe(truth.status);
      if (truth.status === "completed") expect(payment().captured).toBe(truth.captured.amount);
      expect(payment().captured).toBe(truth.status === "completed" ? wanted.amount : 0);
      // What we say of the operation is what PayPay did.
      const took = wanted.kind === "capture" ? truth.status === "completed" : truth.status !== "completed";
      if (operation.status === "done") expect(took).toBe(true);
      if (operation.status === "declined" || operation.status === "lapsed") expect(took).toBe(false);
      if (raise !== null) expect(isFinal(raise.status)).toBe(true);
      const end = `${wanted.kind} ${operation.status}`;
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }),
    { numRuns: 3000 },
  );
  // The property would say little of ends that never come.
  for (const end of ["capture done", "capture declined", "capture lapsed", "revert done"]) {
    expect(ends.get(end) ?? 0, end).toBeGreaterThan(20);
  }
});

it("while a capture or a revert is open nothing else is asked of the hold; what is over frees it", () => {
  for (const status of operationStatusSchema.options) {
    for (const kind of ["capture", "revert"] as const) {
      expect(openOnHold([{ kind, status }]) === undefined).toBe(isFinal(status));
    }
    expect(openOnHold([{ kind: "refund", status }])).toBeUndefined();
  }
});

it("what was only written down explains nothing; what the provider may have heard of does, whatever became of it", () => {
  const of = (kind: OperationKind, amount: number, status: Operation["status"]) => ({ kind, amount, status });
  expect(
    explainedBy([
      of("capture", 1, "requested"),
      of("capture", 2, "uncertain"),
      of("capture", 3, "declined"),
      of("reauthorize", 4, "lapsed"),
      of("reauthorize", 5, "requested"),
      of("refund", 6, "done"),
    ]),
  ).toEqual({ authorized: [4], captured: [2, 3] });
});

it("a provider that names no captures: the amount tells whether it was ours", () => {
  const capture = { ...asked("capture", 3000), status: "uncertain" as const };
  const seen = (amount: number): Observation => ({
    ...{ status: "completed", providerPaymentId: "PP1", captured: yen(amount), refunded: 0, paidAt: null },
  });
  expect(stepOfCapture(capture, seen(3000), new Date(start))).toEqual({ kind: "done" });
  expect(stepOfCapture(capture, seen(4200), new Date(start))).toEqual({
    kind: "declined",
    problem: "captured_otherwise",
  });
});
