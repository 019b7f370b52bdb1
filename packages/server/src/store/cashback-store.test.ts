import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { needsPerson } from "../domain/cashback.ts";
import { operationStatusSchema } from "../domain/operation.ts";
import { emptyTables, engines, openTestDatabase } from "../testing/database.ts";
import { claimDueCashbacks, listCashbacks, settleCashback } from "./cashback-store.ts";
import type { DatabaseHandle } from "./database.ts";
import { cashbacks } from "./schema.ts";

const now = new Date("2026-11-21T03:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const where = { provider: "paypay", environment: "emulator", merchant: "m1" };
const row = {
  ...where,
  id: "cbk_1",
  kind: "give",
  customer: "mune",
  accountLink: "lnk_1",
  currency: "JPY",
  amount: 300,
  status: "uncertain",
  requestedAt: now,
  askedAt: now,
} as const;

describe.each(engines)("cashbacks in %s", (engine) => {
  let handle: DatabaseHandle;
  beforeAll(async () => {
    handle = await openTestDatabase(engine);
  });
  afterAll(() => handle.close());
  const insert = async (...rows: (typeof cashbacks.$inferInsert)[]) => {
    await emptyTables(handle);
    await handle.db.insert(cashbacks).values(rows);
  };

  it("whatever state they are in: those that the list shows to a person are those that need one", async () => {
    const edges = fc.constantFrom(0, 29_999, 30_000, 86_399_999, 86_400_000, 200_000_000);
    const states = fc.record({
      status: fc.constantFrom(...operationStatusSchema.options),
      problem: fc.constantFrom(null, "VALIDATION_FAILED_EXCEPTION"),
      requestedAt: edges.map(ago),
      absentSince: fc.option(edges.map(ago)),
    });
    const [drawn = []] = fc.sample(fc.array(states, { minLength: 200, maxLength: 200 }), {
      numRuns: 1,
      seed: 7,
    });
    const rows = drawn.map((state, at) => ({ ...row, ...state, id: `cbk_${at}`, key: `k${at}` }));
    await insert(...rows);
    const shown = await listCashbacks(handle.db, { needsAttention: true, now, limit: 1000, where });
    const expected = rows.filter((each) => needsPerson(each, now)).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(20);
    expect(shown.map(({ id }) => id).sort()).toEqual(expected.sort());
  });

  it("what is due is claimed by one, however many ask at once; another merchant's never", async () => {
    const due = Array.from({ length: 20 }, (_, at) => ({ ...row, id: `cbk_${at}`, nextLookAt: ago(1) }));
    const others = { ...row, id: "cbk_other", merchant: "m2", nextLookAt: ago(1) };
    await insert(...due, others, { ...row, id: "cbk_later", nextLookAt: ago(-1) });
    const leaseUntil = ago(-90_000);
    const claim = () => claimDueCashbacks(handle.db, { scopes: [where], now, leaseUntil, limit: 3 });
    const claimed = (await Promise.all(Array.from({ length: 10 }, claim))).flat().map(({ id }) => id);
    const left = await claim();
    expect([...claimed, ...left.map(({ id }) => id)].sort()).toEqual(due.map(({ id }) => id).sort());
  });

  it("a final one is never moved, and an accepted one goes back to nothing", async () => {
    const change = { problem: "x", absentSince: null, failures: 0, nextLookAt: now };
    for (const status of ["done", "declined", "lapsed"] as const) {
      await insert({ ...row, status });
      const after = await settleCashback(handle.db, row.id, { ...change, status: "accepted", amount: 1 });
      expect(after).toMatchObject({ status, problem: null, amount: { amount: 300 } });
    }
    for (const back of ["requested", "uncertain"] as const) {
      await insert({ ...row, status: "accepted" });
      expect(await settleCashback(handle.db, row.id, { ...change, status: back })).toMatchObject({
        status: "accepted",
      });
    }
  });
});
