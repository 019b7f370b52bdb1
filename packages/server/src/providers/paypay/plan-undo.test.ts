import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Payment } from "../../domain/payment.ts";
import { examplePayment } from "../../testing/payment-example.ts";
import { planUndo, refundWindow } from "./plan-undo.ts";

const paidAt = (instant: Date | string, change: Partial<Payment> = {}) =>
  examplePayment({ status: "completed", captured: 4200, paidAt: new Date(instant), ...change });
const plan = (payment: Payment, now: Date | string, anyRefund = false) =>
  planUndo(payment, { now: new Date(now), anyRefund });

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("when a payment was paid, and the last second at which PayPay cancels it", () => {
  it.each([
    ["in the morning", "2026-11-21T09:00:00+09:00", "2026-11-22T00:14:59+09:00"],
    ["in the day's last second", "2026-11-21T23:59:59+09:00", "2026-11-22T00:14:59+09:00"],
    ["in the day's first second", "2026-11-22T00:00:00+09:00", "2026-11-23T00:14:59+09:00"],
    ["while yesterday's window is still open", "2026-11-22T00:14:59+09:00", "2026-11-23T00:14:59+09:00"],
    ["as yesterday's window has closed", "2026-11-22T00:15:00+09:00", "2026-11-23T00:14:59+09:00"],
    ["on a month's last day", "2026-11-30T23:59:59+09:00", "2026-12-01T00:14:59+09:00"],
    ["on a year's last day", "2026-12-31T23:59:59+09:00", "2027-01-01T00:14:59+09:00"],
    ["in a year's first second", "2027-01-01T00:00:00+09:00", "2027-01-02T00:14:59+09:00"],
    ["on 28 February of a leap year", "2028-02-28T23:59:59+09:00", "2028-02-29T00:14:59+09:00"],
    ["on a leap day", "2028-02-29T00:00:00+09:00", "2028-03-01T00:14:59+09:00"],
    ["on 28 February of another year", "2027-02-28T12:00:00+09:00", "2027-03-01T00:14:59+09:00"],
  ])("%s (%s): %s, and 120 s more for clocks that differ", (_when, paid, last) => {
    const payment = paidAt(paid);
    const edge = Date.parse(last) + 1000;
    expect(plan(payment, paid)).toBe("cancel");
    expect(plan(payment, last)).toBe("cancel");
    // Within the tolerance PayPay's own clock decides.
    expect(plan(payment, new Date(edge))).toBe("cancel");
    expect(plan(payment, new Date(edge + 119_999))).toBe("cancel");
    expect(plan(payment, new Date(edge + 120_000))).toBe("refund");
  });
});

describe("what is not whole is refunded, and what is not there is nothing", () => {
  const noon = "2026-11-21T12:00:00+09:00";
  it.each<[string, Payment, boolean, string]>([
    ["a part was refunded", paidAt(noon, { refunded: 1 }), false, "refund"],
    ["a refund was asked for, even if it was declined", paidAt(noon), true, "refund"],
    ["captured from a hold", paidAt(noon, { authorized: 4200 }), false, "refund"],
    ["nobody knows when it was paid", paidAt(noon, { paidAt: null }), false, "refund"],
    ["all was refunded", paidAt(noon, { refunded: 4200 }), true, "nothing"],
    ["reversed already", paidAt(noon, { status: "canceled" }), false, "nothing"],
    ["unpaid", examplePayment({ status: "pending" }), false, "nothing"],
    ["held", examplePayment({ status: "authorized", authorized: 4200 }), false, "revert"],
  ])("%s", (_what, payment, anyRefund, expected) => {
    expect(plan(payment, noon, anyRefund)).toBe(expected);
  });
});

describe("until when PayPay refunds a payment", () => {
  it.each([
    ["in the day's first second", "2026-11-21T00:00:00+09:00", "2027-11-21"],
    ["in the day's last second", "2026-11-21T23:59:59+09:00", "2027-11-21"],
    ["before a leap day", "2027-03-01T12:00:00+09:00", "2028-02-29"],
    ["on a leap day", "2028-02-29T12:00:00+09:00", "2029-02-28"],
    ["on a year's last day", "2026-12-31T23:59:59+09:00", "2027-12-31"],
  ])(
    "paid %s (%s): to the end of %s in Japan, and 120 s more for clocks that differ",
    (_when, paid, last) => {
      const window = refundWindow(paidAt(paid));
      expect(window?.ends).toEqual(new Date(Date.parse(`${last}T23:59:59+09:00`) + 121_000));
      expect(window?.lastInWords).toContain(last);
    },
  );

  it("is not known while it is not paid", () => {
    expect(refundWindow(examplePayment())).toBeNull();
  });
});

describe.each([
  "UTC",
  "America/New_York",
  "America/Sao_Paulo",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "Asia/Tokyo",
])("on a server in %s", (zone) => {
  it("10,000 random instants, most of them round the edge, agree with a calendar and a wall clock in Tokyo", () => {
    vi.stubEnv("TZ", zone);
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
    const kinds = { cancel: 0, refund: 0 };
    const from = Date.parse("2019-01-01T00:00:00Z");
    const paid = fc.integer({ min: from, max: from + 20 * 366 * 86_400_000 });
    const aroundEdge = fc.integer({ min: -200_000, max: 200_000 });
    const anyTime = fc.integer({ min: 0, max: 3 * 86_400_000 });
    const instant = fc.oneof({ weight: 3, arbitrary: aroundEdge }, { weight: 1, arbitrary: anyTime });
    const nearTheEdge = fc.boolean();
    fc.assert(
      fc.property(paid, instant, nearTheEdge, (paidMs, offset, near) => {
        const edge = Date.parse(`${dayAfter(paidMs)}T00:15:00+09:00`);
        const now = near ? edge + offset : paidMs + Math.abs(offset);
        const expected = inTokyo(now) < `${dayAfter(paidMs)} 00:17:00` ? "cancel" : "refund";
        kinds[expected] += 1;
        return plan(paidAt(new Date(paidMs)), new Date(now)) === expected;
      }),
      { numRuns: 10_000, seed: 20_261_121 },
    );
    expect(Math.min(kinds.cancel, kinds.refund)).toBeGreaterThan(1000);
  });

  it("a payment is refunded to the last second of day 365 on Tokyo's calendar", () => {
    vi.stubEnv("TZ", zone);
    const from = Date.parse("2019-01-01T00:00:00Z");
    fc.assert(
      fc.property(fc.integer({ min: from, max: from + 20 * 366 * 86_400_000 }), (paidMs) => {
        const ends = refundWindow(paidAt(new Date(paidMs)))?.ends.getTime() ?? 0;
        return inTokyo(ends - 120_000 - 1000) === `${dayAfter(paidMs, 365)} 23:59:59`;
      }),
      { numRuns: 2000 },
    );
  });
});

const tokyo = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Tokyo",
  dateStyle: "short",
  timeStyle: "medium",
});

/** What a clock on a wall in Tokyo shows: `2026-11-21 12:00:00`. Such texts sort like the times that they name. */
function inTokyo(instant: number): string {
  return tokyo.format(instant);
}

/** The next day in Tokyo's calendar, or a later one. */
function dayAfter(instant: number, days = 1): string {
  const [year = 0, month = 0, date = 0] = inTokyo(instant).slice(0, 10).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}
