import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emptyTables, engines, openTestDatabase } from "../testing/database.ts";
import { exampleIntent } from "../testing/intent-example.ts";
import type { DatabaseHandle } from "./database.ts";
import { hastenLook } from "./hasten-look.ts";
import { claimDueLook, claimDueLooks, claimHintedLook, releaseClaim } from "./look-claims.ts";
import { insertIntent } from "./payment-store.ts";

const start = new Date("2026-11-21T03:00:00Z");
const at = (ms: number) => ({
  now: new Date(start.getTime() + ms),
  leaseUntil: new Date(start.getTime() + ms + 45_000),
});
const scope = { environment: "emulator", merchant: "1" };

describe.each(engines)("claims in %s", (engine) => {
  let handle: DatabaseHandle;
  beforeAll(async () => {
    handle = await openTestDatabase(engine);
  });
  afterAll(() => handle.close());
  beforeEach(async () => {
    await emptyTables(handle);
    for (const id of ["pay_1", "pay_2", "pay_3"]) {
      await insertIntent(
        handle.db,
        exampleIntent({ ...scope, id, order: id, now: start, leaseUntil: start }),
      );
    }
  });

  it("of twenty who want the same look, one gets it", async () => {
    const claims = await Promise.all(
      Array.from({ length: 20 }, () => claimDueLook(handle.db, "pay_1", at(0))),
    );
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });

  it("several processes that take what is due get different payments, and each payment once", async () => {
    const taken = await Promise.all(
      Array.from({ length: 4 }, () => claimDueLooks(handle.db, { scopes: [scope], limit: 2, times: at(0) })),
    );
    expect(
      taken
        .flat()
        .map(({ payment }) => payment)
        .sort(),
    ).toEqual(["pay_1", "pay_2", "pay_3"]);
  });

  it("another merchant's payments are not taken", async () => {
    const other = { environment: "production", merchant: "1" };
    expect(await claimDueLooks(handle.db, { scopes: [other], limit: 9, times: at(0) })).toEqual([]);
  });

  it("a claim whose holder died lapses, and its holder, should it wake up, no longer owns it", async () => {
    const dead = await claimDueLook(handle.db, "pay_1", at(0));
    expect(await claimDueLook(handle.db, "pay_1", at(44_000))).toBeNull();
    const next = await claimDueLook(handle.db, "pay_1", at(45_000));
    expect(next).not.toBeNull();
    if (dead === null) throw new Error("the first claim must succeed");
    await releaseClaim(handle.db, dead, { nextLookAt: start, failures: 0 });
    expect(await claimDueLook(handle.db, "pay_1", at(46_000))).toBeNull();
  });

  it("a look that is asked for while another one is being made is made after it, however late that one was", async () => {
    const late = await claimDueLook(handle.db, "pay_1", at(5000));
    if (late === null) throw new Error("the look is due");
    await hastenLook(handle.db, "pay_1", at(6000).now);
    await releaseClaim(handle.db, late, { nextLookAt: at(3_600_000).now, failures: 0 });
    expect(await claimDueLook(handle.db, "pay_1", at(5999))).toBeNull();
    expect(await claimDueLook(handle.db, "pay_1", at(6000))).not.toBeNull();
  });

  it("also when it is asked for in the very millisecond in which the other one was due", async () => {
    const late = await claimDueLook(handle.db, "pay_1", at(0));
    if (late === null) throw new Error("the look is due");
    await hastenLook(handle.db, "pay_1", at(0).now);
    await releaseClaim(handle.db, late, { nextLookAt: at(3_600_000).now, failures: 0 });
    expect(await claimDueLook(handle.db, "pay_1", at(1))).not.toBeNull();
  });

  it("whoever takes one of many that are due gets one, and leaves the others to the others", async () => {
    for (let n = 0; n < 30; n += 1) {
      const id = `more_${n}`;
      await insertIntent(
        handle.db,
        exampleIntent({ ...scope, id, order: id, now: start, leaseUntil: start }),
      );
    }
    for (let n = 0; n < 33; n += 1) {
      expect(await claimDueLooks(handle.db, { scopes: [scope], limit: 1, times: at(0) })).toHaveLength(1);
    }
    expect(await claimDueLooks(handle.db, { scopes: [scope], limit: 1, times: at(0) })).toEqual([]);
  });

  it("hints get one look per interval; the next one only brings the scheduled look forward", async () => {
    const hint = (ms: number) => claimHintedLook(handle.db, "pay_1", { ...at(ms), intervalMs: 4500 });
    const first = await hint(0);
    if (first === null) throw new Error("the first hint must be granted");
    await releaseClaim(handle.db, first, { nextLookAt: at(60_000).now, failures: 0 });
    expect(await hint(100)).toBeNull();
    expect(await claimDueLook(handle.db, "pay_1", at(4500))).toBeNull();
    expect(await claimDueLook(handle.db, "pay_1", at(4600))).not.toBeNull();
  });
});
