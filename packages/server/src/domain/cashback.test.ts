import fc from "fast-check";
import { expect, it } from "vitest";
import {
  afterAsking,
  afterLook,
  type Cashback,
  type CashbackAnswer,
  type CashbackSight,
  needsPerson,
  reversible,
} from "./cashback.ts";
import { type OperationStatus, operationStatusSchema } from "./operation.ts";

const start = new Date("2026-11-21T03:00:00Z");
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const asked = (more: Partial<Pick<Cashback, "status" | "problem" | "absentSince">> = {}) => ({
  status: "uncertain" as OperationStatus,
  problem: null,
  absentSince: null,
  requestedAt: start,
  askedAt: start,
  ...more,
});

it("an answer that did not arrive leaves it uncertain, one that certainly did not act leaves it to be asked for again", () => {
  expect(afterAsking({ kind: "unknown" })).toMatchObject({ status: "uncertain", next: "backOff" });
  expect(afterAsking({ kind: "not_heard" })).toMatchObject({ status: "requested", next: "backOff" });
  expect(afterAsking({ kind: "accepted" })).toMatchObject({ status: "accepted", next: "backOff" });
});

it("a clear refusal is final; one that an id which has acted gets too waits for looks", () => {
  const problem = "EXPIRED_USER_AUTHORIZATION_ID";
  expect(afterAsking({ kind: "refused", problem, usedId: false })).toMatchObject({
    status: "declined",
    problem,
    next: "never",
  });
  const doubtful = { kind: "refused", problem: "VALIDATION_FAILED_EXCEPTION", usedId: true } as const;
  expect(afterAsking(doubtful)).toMatchObject({ status: "uncertain", problem: doubtful.problem });
});

it("nothing found of it, twice and 30 s apart after the call is over: a person decides, and looks go on", () => {
  const first = afterLook(asked(), { kind: "absent" }, at(10));
  expect(first).toMatchObject({ status: "uncertain", absentSince: null, next: at(30) });
  const second = afterLook(asked(), { kind: "absent" }, at(30));
  expect(second).toMatchObject({ status: "uncertain", absentSince: at(30), next: at(60) });
  expect(needsPerson(asked({ absentSince: at(30) }), at(59))).toBe(false);
  const third = afterLook(asked({ absentSince: at(30) }), { kind: "absent" }, at(60));
  expect(third).toMatchObject({ status: "uncertain", absentSince: at(30), next: "backOff" });
  expect(needsPerson(asked(third), at(60))).toBe(true);
});

it("refused, and looks agree that there is nothing: declined", () => {
  const refused = asked({ problem: "VALIDATION_FAILED_EXCEPTION", absentSince: at(30) });
  expect(afterLook(refused, { kind: "absent" }, at(60))).toMatchObject({
    status: "declined",
    problem: "VALIDATION_FAILED_EXCEPTION",
  });
});

it("what the provider has taken on is never asked for again, however long looks find nothing of it", () => {
  const accepted = asked({ status: "accepted", absentSince: at(30) });
  expect(afterLook(accepted, { kind: "absent" }, at(3600))).toMatchObject({ status: "accepted" });
});

it("what has been open for a day needs a person, what is over never does", () => {
  for (const status of operationStatusSchema.options) {
    const isOver = ["done", "declined", "lapsed"].includes(status);
    expect(needsPerson(asked({ status }), at(86_400))).toBe(!isOver);
    expect(needsPerson(asked({ status }), at(86_399))).toBe(false);
  }
});

const answers = fc.constantFrom<CashbackAnswer>(
  { kind: "accepted" },
  { kind: "not_heard" },
  { kind: "unknown" },
  { kind: "refused", problem: "NO", usedId: true },
  { kind: "refused", problem: "NO", usedId: false },
);
const sights = fc.constantFrom<CashbackSight>(
  { kind: "absent" },
  { kind: "nothing" },
  { kind: "underway" },
  { kind: "done", amount: 100 },
  { kind: "failed", problem: "NOT_ENOUGH_MONEY" },
);

it("whatever is answered and seen, in any order: asked for again only when certainly not heard, over only by evidence, always due or over", () => {
  const life = fc.tuple(
    answers,
    fc.array(fc.tuple(sights, fc.integer({ min: 0, max: 200 })), { maxLength: 12 }),
  );
  fc.assert(
    fc.property(life, ([answer, looks]) => {
      let step = afterAsking(answer);
      if (step.status === "requested") return answer.kind === "not_heard";
      let now = 0;
      for (const [sight, pause] of looks) {
        if (step.next === "never") break;
        now += pause;
        const before = step;
        step = afterLook(asked(before), sight, at(now));
        // Never back to where somebody would ask once more.
        expect(step.status).not.toBe("requested");
        if (before.status === "accepted") expect(step.status).not.toBe("uncertain");
        if (step.status === "done") expect(sight.kind).toBe("done");
        if (step.status === "declined") {
          const refused = before.problem !== null && sight.kind === "absent";
          expect(sight.kind === "failed" || refused).toBe(true);
        }
        if (step.next instanceof Date) expect(step.next.getTime()).toBeGreaterThan(at(now).getTime());
      }
      const isOver = step.status === "done" || step.status === "declined";
      return isOver === (step.next === "never");
    }),
  );
});

it("taking back what is left, again and again, never exceeds what was given", () => {
  const attempts = fc.array(
    fc.record({
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      status: fc.constantFrom(...operationStatusSchema.options),
    }),
  );
  const yen = (amount: number) => ({ amount, currency: "JPY" as const });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), attempts, (given, wishes) => {
      const reversals: Pick<Cashback, "status" | "amount">[] = [];
      for (const { share, status } of wishes) {
        const amount = Math.floor(reversible({ status: "done", amount: yen(given) }, reversals) * share);
        if (amount > 0) reversals.push({ status, amount: yen(amount) });
      }
      const kept = reversals.filter(({ status }) => status !== "declined" && status !== "lapsed");
      return kept.reduce((sum, { amount }) => sum + amount.amount, 0) <= given;
    }),
  );
});

it("nothing can be taken back of a cashback that is not given yet, or was not", () => {
  for (const status of operationStatusSchema.options) {
    const left = reversible({ status, amount: { amount: 100, currency: "JPY" } }, []);
    expect(left).toBe(status === "done" ? 100 : 0);
  }
});
