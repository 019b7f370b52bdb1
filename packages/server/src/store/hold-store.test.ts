import { describe, expect, it } from "vitest";
import { reauthorizeIdOf } from "../domain/hold-operation.ts";
import { engines } from "../testing/database.ts";
import { hold, holdingShop } from "../testing/hold-shop.ts";
import { useShop } from "../testing/use-shop.ts";
import { claimAsking, insertCapture, settleRaise } from "./hold-store.ts";
import { listOperations, settleOperation } from "./operation-store.ts";

describe.each(engines)("what is asked of a hold, in %s", (engine) => {
  const use = useShop(engine, { webhooks: false, ...holdingShop() });
  const later = { nextLookAt: null, failures: 0 };

  async function openRaise() {
    const { shop, database } = use;
    const payment = await hold(shop);
    const now = shop.now();
    const intent = { id: "cap_1", payment, amount: 5000, reason: null, key: null, now, leaseUntil: now };
    const { operation: capture } = await insertCapture(database.db, intent);
    const raise = (await listOperations(database.db, payment)).find(
      ({ id }) => id === reauthorizeIdOf("cap_1"),
    );
    if (raise === undefined) throw new Error("more than is held needs a reauthorization");
    return { db: database.db, now, capture, raise, payment };
  }

  it("of ten who want to ask, one asks", async () => {
    const { db, now, capture } = await openRaise();
    const asked = await Promise.all(
      Array.from({ length: 10 }, () => claimAsking(db, capture, { now, leaseUntil: now })),
    );
    expect(asked.filter((claimed) => claimed !== null)).toMatchObject([{ status: "uncertain" }]);
  });

  it("who wakes up after the raise and its capture have gone on changes neither", async () => {
    const { db, now, capture, raise, payment } = await openRaise();
    const asked = await claimAsking(db, raise, { now, leaseUntil: null });
    if (asked === null) throw new Error("nobody else asks");
    await settleRaise(
      db,
      { raise: asked, capture },
      { raise: { status: "done" }, capture: { status: "requested", ...later } },
    );
    await settleOperation(db, capture.id, { status: "done", ...later });
    const before = await listOperations(db, payment);
    const late = { status: "awaiting_shopper", url: "https://www.paypay.ne.jp/", until: now } as const;
    await settleRaise(db, { raise: asked, capture }, { raise: late, capture: { ...late, ...later } });
    expect(await listOperations(db, payment)).toEqual(before);
  });
});
