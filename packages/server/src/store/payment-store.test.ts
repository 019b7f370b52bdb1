import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Observation } from "../domain/observation.ts";
import type { Payment } from "../domain/payment.ts";
import { emptyTables, engines, openTestDatabase } from "../testing/database.ts";
import { exampleIntent } from "../testing/intent-example.ts";
import type { DatabaseHandle } from "./database.ts";
import { getPayment } from "./find-payments.ts";
import { flagPayment, insertIntent, recordObservation } from "./payment-store.ts";
import { deliveries, paymentEvents } from "./schema.ts";

const rules = { refundDuplicates: true, tells: new Set(["paid" as const]) };
const now = new Date("2026-11-21T03:01:00Z");
const withdrawn: Observation = { status: "canceled", paidAt: null };
const expired: Observation = { status: "expired" };
const paid: Observation = {
  status: "completed",
  providerPaymentId: "PP1",
  captured: { amount: 4200, currency: "JPY" },
  refunded: 0,
  paidAt: now,
};

describe.each(engines)("the only writer, with %s", (engine) => {
  let handle: DatabaseHandle;
  let payment: Payment;
  beforeAll(async () => {
    handle = await openTestDatabase(engine);
  });
  afterAll(() => handle.close());
  beforeEach(async () => {
    await emptyTables(handle);
    const inserted = await insertIntent(handle.db, exampleIntent());
    if (inserted === null) throw new Error("the intent was not inserted");
    payment = inserted;
  });

  const record = (observation: Observation, from = payment) =>
    recordObservation(handle.db, { payment: from, observation, rules, now });
  const history = async () => {
    const rows = await handle.db
      .select({ version: paymentEvents.version, status: paymentEvents.status })
      .from(paymentEvents)
      .where(eq(paymentEvents.payment, payment.id))
      .orderBy(desc(paymentEvents.version));
    return rows.map(({ version, status }) => `${version} ${status}`);
  };

  it("a payment that is inserted reads as it was written, and its history begins", async () => {
    expect(await getPayment(handle.db, payment.id)).toEqual(payment);
    expect(await history()).toEqual(["1 created"]);
  });

  it("an id that was used is never used again, by no order", async () => {
    expect(await insertIntent(handle.db, { ...exampleIntent(), order: "tart" })).toBeNull();
    expect(await getPayment(handle.db, payment.id)).toEqual(payment);
  });

  it("what is observed is written with its history, the version one higher", async () => {
    const { payment: after, changed } = await record(withdrawn);
    expect([changed, after.status, after.version]).toEqual([true, "canceled", 2]);
    expect(await getPayment(handle.db, payment.id)).toEqual(after);
    expect(await history()).toEqual(["2 canceled", "1 created"]);
  });

  it("of twenty at once that saw the same, one writes it", async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => record(expired)));
    expect(all.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await history()).toEqual(["2 expired", "1 created"]);
  });

  it("an old copy decides nothing: what was observed is judged by the payment as it stands", async () => {
    await record(paid);
    const { changed, payment: after } = await record(expired, payment);
    expect([changed, after.status]).toEqual([false, "completed"]);
    const flagged = await flagPayment(handle.db, { payment, flag: { retiring: true }, now });
    expect(flagged).toMatchObject({ status: "completed", retiring: false });
  });

  it("money that arrives against an old copy is taken all the same", async () => {
    await record(expired);
    const { payment: after } = await record(paid, payment);
    expect(after).toMatchObject({ status: "completed", late: true, fulfilment: "fulfilling", version: 3 });
  });

  it("an answer that contradicts money that came meanwhile waits for a person", async () => {
    await record(paid);
    const { payment: after } = await record({ ...paid, providerPaymentId: "PP2" }, payment);
    expect(after).toMatchObject({
      providerPaymentId: "PP1",
      fulfilment: "fulfilling",
      attention: "mismatch",
    });
  });

  it("our own word about a payment that nobody paid is nothing once somebody has paid it, or it is held", async () => {
    const held: Observation = {
      status: "authorized",
      providerPaymentId: "PP1",
      authorized: { amount: 4200, currency: "JPY" },
    };
    const { payment: after } = await record(held);
    const { payment: still } = await recordObservation(handle.db, {
      payment,
      observation: expired,
      source: "kit",
      rules,
      now,
    });
    expect(still).toEqual(after);
  });

  it("paid by two at once: the shop is told once", async () => {
    await Promise.all([record(paid), record(paid), record(paid)]);
    const rows = await handle.db
      .select({ kind: deliveries.kind, version: deliveries.version })
      .from(deliveries);
    expect(rows).toEqual([{ kind: "paid", version: 2 }]);
  });
});
