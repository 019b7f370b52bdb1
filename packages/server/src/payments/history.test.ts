import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PaymentStatus } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import { paymentEvents, payments } from "../store/schema.ts";
import { emptyTables } from "../testing/database.ts";
import { UnexpectedAnswer } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";

/** Which status may follow which in a history; the same one may always follow itself. */
const mayFollow: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  created: ["pending", "authorized", "completed", "canceled", "expired", "failed"],
  pending: ["authorized", "completed", "canceled", "expired", "failed"],
  authorized: ["completed", "canceled", "expired", "failed"],
  completed: ["canceled"],
  // Money wins: what we had closed unpaid may turn out to be paid, or to have been paid and reversed.
  canceled: ["authorized", "completed"],
  expired: ["authorized", "completed", "canceled"],
  failed: ["authorized", "completed", "canceled"],
};

/** What shoppers, the shop, PayPay's network and time do to an order. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ do: "start" } as const) },
  { weight: 3, arbitrary: fc.constant({ do: "pay" } as const) },
  fc.constant({ do: "cancel" } as const),
  fc.record({ do: fc.constant("refund" as const), amount: fc.integer({ min: 1, max: 4200 }) }),
  fc.record({ do: fc.constant("look" as const), times: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    do: fc.constant("pass" as const),
    ms: fc.constantFrom(100, 4500, 30_000, 100_000, 700_000, 86_400_000),
  }),
  fc.record({
    do: fc.constant("fault" as const),
    kind: fc.constantFrom("reset_before", "reset_after", "html_502", "half_body"),
    method: fc.constantFrom("GET", "POST", "DELETE"),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

describe("the history of payments", () => {
  const use = useShop("postgres");

  /** What the kit or PayPay's customer is told "no" about is no error of the test. */
  async function allowed(work: Promise<unknown>): Promise<void> {
    await work.catch((error: unknown) => {
      if (!(error instanceof KaikeiError || error instanceof UnexpectedAnswer)) throw error;
    });
  }

  async function take(step: Step): Promise<void> {
    const { shop } = use;
    const all = await shop.kaikei.payments.list({ order: "cake" });
    const [newest] = all;
    switch (step.do) {
      case "start":
        return allowed(shop.kaikei.payments.start({ order: "cake" }));
      case "pay": {
        const open = shop.emulator.control.ledger().codes.filter(({ state }) => state === "open");
        for (const { merchantPaymentId } of open) {
          shop.emulator.control.pay({ merchantPaymentId, customer: "hanako" });
        }
        return shop.idle();
      }
      case "cancel":
        if (newest !== undefined) await allowed(shop.kaikei.payments.cancel(newest.id));
        return;
      case "refund":
        if (newest !== undefined) {
          await allowed(shop.kaikei.payments.refund({ payment: newest.id, amount: step.amount }));
        }
        return;
      case "look":
        await Promise.all(
          all.flatMap(({ id }) => Array.from({ length: step.times }, () => shop.kaikei.payments.refresh(id))),
        );
        return;
      case "pass":
        return shop.reconcileAfter(step.ms);
      case "fault":
        shop.emulator.control.faults.add({ kind: step.kind, match: { method: step.method }, times: 1 });
        return;
    }
  }

  it("whatever happens to an order, each history is a path of the allowed graph, and its versions rise by one", async () => {
    let statuses = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        await emptyTables(use.database);
        await use.open({});
        for (const one of [{ do: "start" } as const, ...steps]) await take(one);
        const { db } = use.database;
        for (const payment of await db.select().from(payments)) {
          const events = await db
            .select({ version: paymentEvents.version, status: paymentEvents.status })
            .from(paymentEvents)
            .where(eq(paymentEvents.payment, payment.id))
            .orderBy(asc(paymentEvents.id));
          expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
          expect(events.at(0)?.status).toBe("created");
          expect(events.at(-1)).toEqual({ version: payment.version, status: payment.status });
          for (const [index, { status }] of events.slice(1).entries()) {
            const before = events[index]?.status ?? status;
            const fits = status === before || mayFollow[before].includes(status);
            expect(fits, `${before} → ${status}`).toBe(true);
            statuses += 1;
          }
        }
      }),
      { numRuns: 30 },
    );
    // Otherwise the property was hardly put to the test.
    expect(statuses).toBeGreaterThan(30);
  }, 120_000);
});
