import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emptyTables, engines, openTestDatabase } from "../testing/database.ts";
import { exampleIntent } from "../testing/intent-example.ts";
import type { DatabaseHandle } from "./database.ts";
import { findHintedPayment, keepNotification, listUnhandled, markHandled } from "./notification-store.ts";
import { insertIntent } from "./payment-store.ts";

const start = new Date("2026-11-21T03:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);
const scope = { environment: "emulator", merchant: "1" };

describe.each(engines)("the inbox in %s", (engine) => {
  let handle: DatabaseHandle;
  beforeAll(async () => {
    handle = await openTestDatabase(engine);
  });
  afterAll(() => handle.close());
  beforeEach(() => emptyTables(handle));

  const keep = (now: Date) =>
    keepNotification(handle.db, {
      provider: "paypay",
      bodyHash: "of pay_1",
      paymentHint: "pay_1",
      providerPaymentHint: null,
      now,
    });
  const insertPayment = () => insertIntent(handle.db, exampleIntent(scope));
  const unhandled = () =>
    listUnhandled(handle.db, {
      scopes: [scope],
      receivedAfter: after(-900_000),
      receivedBefore: after(60_000),
      limit: 9,
    });

  it("one that came before its payment is matched once the payment is there", async () => {
    const id = await keep(start);
    expect(await findHintedPayment(handle.db, id, [scope])).toBeNull();
    expect(await unhandled()).toEqual([]);
    await insertPayment();
    expect(await unhandled()).toEqual([id]);
    expect(await findHintedPayment(handle.db, id, [scope])).toMatchObject({ payment: "pay_1" });
  });

  it("one that comes again while it is handled stays to be handled", async () => {
    await insertPayment();
    const id = await keep(start);
    const read = await findHintedPayment(handle.db, id, [scope]);
    if (read === null) throw new Error("the payment must be found");
    expect(await keep(after(10))).toBe(id);
    await markHandled(handle.db, { id, times: read.times, now: after(20) });
    expect(await unhandled()).toEqual([id]);
    await markHandled(handle.db, { id, times: read.times + 1, now: after(20) });
    expect(await unhandled()).toEqual([]);
  });
});
