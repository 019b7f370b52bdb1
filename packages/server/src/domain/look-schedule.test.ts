import fc from "fast-check";
import { expect, it } from "vitest";
import { examplePayment } from "../testing/payment-example.ts";
import { expiryOf, nextLookAt } from "./look-schedule.ts";
import type { Payment } from "./payment.ts";

const settings = { intervalMs: 4500, graceMs: 24 * 3_600_000, assumedCodeLifeMs: 600_000 };
const now = new Date("2026-11-21T03:01:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);
const none = { failures: 0, retryAfterMs: null, postponed: false, willBeNotified: false };
const look = (
  payment: Payment,
  more: Partial<Omit<Parameters<typeof nextLookAt>[0], "payment" | "settings">> = {},
) => nextLookAt({ payment, now, settings, ...none, ...more });

const pending = examplePayment({ status: "pending", uncertain: false, expiresAt: after(60_000) });

it("while it can be paid, a payment is looked at once per interval", () => {
  expect(look(pending)).toEqual(after(4500));
});

it("where a notification will tell, it is looked at once per three intervals; the first look and the last are no later", () => {
  expect(look(pending, { willBeNotified: true })).toEqual(after(13_500));
  expect(look({ ...pending, createdAt: after(-1000) }, { willBeNotified: true })).toEqual(after(4500));
  expect(look({ ...pending, expiresAt: after(6000) }, { willBeNotified: true })).toEqual(after(6000));
  expect(look(pending, { willBeNotified: true, failures: 1 })).toEqual(after(4500));
});

it("the last look before the end comes at the end, not after it", () => {
  expect(look({ ...pending, expiresAt: after(2000) })).toEqual(after(2000));
});

it("after looks that brought no answer it waits longer each time, at most five minutes", () => {
  const waits = [1, 2, 3, 4, 20].map((failures) => look({ ...pending, expiresAt: null }, { failures }));
  expect(waits).toEqual([after(4500), after(9000), after(18_000), after(36_000), after(300_000)]);
});

it("a look that brought no answer is repeated also where no other was planned", () => {
  const closedAt = now;
  const expired = examplePayment({ status: "expired", closedAt });
  const late = { now: after(6 * 3_600_000 + 500), failures: 1 };
  expect(look(expired, late)).toEqual(after(6 * 3_600_000 + 500 + 4500));
  expect(look(expired, { now: after(24 * 3_600_000 + 500), failures: 1 })).not.toBeNull();
  expect(look(expired, { now: after(49 * 3_600_000), failures: 1 })).toBeNull();
  const completed = examplePayment({ status: "completed", captured: 4200, paidAt: now });
  expect(look(completed, { failures: 1 })).toEqual(after(4500));
});

it("a look at a paid payment that brought no answer is repeated however old it is: it may have been refunded", () => {
  const closedAt = after(-100 * 24 * 3_600_000);
  const paid = examplePayment({ status: "completed", captured: 4200, closedAt });
  expect(look(paid, { failures: 1 })).toEqual(after(4500));
  expect(look(paid, { failures: 301 })).toBeNull();
  expect(look(examplePayment({ status: "expired", closedAt }), { failures: 1 })).toBeNull();
});

it("it does not ask before the provider allows", () => {
  expect(look(pending, { failures: 1, retryAfterMs: 30_000 })).toEqual(after(30_000));
});

it("a payment that ended unpaid is looked at ever more rarely, and no more after the grace", () => {
  const closedAt = now;
  const expired = examplePayment({ status: "expired", closedAt });
  const looks: number[] = [];
  for (let at = look(expired); at !== null; at = look(expired, { now: at })) {
    looks.push((at.getTime() - closedAt.getTime()) / 1000);
  }
  expect(looks).toEqual([30, 120, 600, 3600, 21_600, 86_400]);
});

it("a paid payment is looked at ever more rarely for two days, one whose money went back no more", () => {
  const completed = examplePayment({ status: "completed", captured: 4200, paidAt: now, closedAt: now });
  const looks: number[] = [];
  for (let at = look(completed); at !== null; at = look(completed, { now: at })) {
    looks.push((at.getTime() - now.getTime()) / 60_000);
  }
  expect(looks).toEqual([10, 60, 360, 1440, 2880]);
  expect(look(examplePayment({ status: "canceled", paidAt: now, closedAt: now }))).toBeNull();
});

it("held money is looked at ever more rarely, as its hold ends, and often until that is seen", () => {
  const hour = 3_600_000;
  const holdExpiresAt = after(30 * hour);
  const held = examplePayment({ status: "authorized", authorized: 4200, createdAt: now, holdExpiresAt });
  const looks: number[] = [];
  for (let at = look(held); at !== null && looks.length < 70; at = look(held, { now: at })) {
    looks.push((at.getTime() - now.getTime()) / 60_000);
  }
  expect(looks.slice(0, 8)).toEqual([10, 20, 30, 40, 50, 60, 120, 180]);
  // Every hour on the first day, then every six, and in the moment in which it ends; from then on once a minute.
  expect(looks.slice(28, 33)).toEqual([1440, 1800, 1801, 1802, 1803]);
  expect(look(held, { now: after(31 * hour) })).toEqual(after(32 * hour));
  expect(look({ ...held, holdExpiresAt: null }, { now: after(48 * hour) })).toEqual(after(54 * hour));
});

it("a payment that certainly never reached the provider costs no look until its time is over", () => {
  const unsent = examplePayment({ uncertain: false, createdAt: now });
  expect(look(unsent)).toEqual(after(600_000));
  expect(expiryOf(unsent, settings)).toEqual(after(600_000));
});

it("a payment whose answers contradict the record waits for a person and is asked about once an hour", () => {
  expect(look({ ...pending, attention: "mismatch" })).toEqual(after(3_600_000));
});

it("nothing unfinished is ever without a due time, and no look is due in the past", () => {
  const lives = fc.record({
    status: fc.constantFrom("created" as const, "pending" as const, "authorized" as const),
    uncertain: fc.boolean(),
    abandoned: fc.boolean(),
    retiring: fc.boolean(),
    expiresAt: fc.option(fc.integer({ min: -1e7, max: 1e7 }).map(after)),
    failures: fc.nat({ max: 50 }),
    retryAfterMs: fc.option(fc.nat({ max: 1e6 })),
    willBeNotified: fc.boolean(),
  });
  fc.assert(
    fc.property(lives, ({ failures, retryAfterMs, willBeNotified, ...change }) => {
      const payment = examplePayment(change);
      const waits = { failures, retryAfterMs, willBeNotified, postponed: false };
      const at = nextLookAt({ payment, now, settings, ...waits });
      return (
        at !== null && at >= now && (failures === 0 || at.getTime() - now.getTime() >= (retryAfterMs ?? 0))
      );
    }),
  );
});
