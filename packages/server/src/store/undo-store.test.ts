import { describe, expect, it } from "vitest";
import { engines } from "../testing/database.ts";
import { useShop } from "../testing/use-shop.ts";
import { listOperations, settleOperation } from "./operation-store.ts";
import { insertUndo, turnIntoRefund } from "./undo-store.ts";

describe.each(engines)("cancels and the refunds in their place, in %s", (engine) => {
  const use = useShop(engine, { webhooks: false });
  const later = { nextLookAt: null, failures: 0 } as const;

  async function openCancel() {
    const { shop, database } = use;
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await shop.reconcileAfter(5000);
    const now = shop.now();
    const { operation } = await insertUndo(database.db, {
      id: "can_1",
      payment: payment.id,
      reason: "changed her mind",
      key: "return-7",
      plan: () => "cancel",
      mustBeInTime: () => undefined,
      now,
      leaseUntil: now,
    });
    const asked = { ...later, status: "uncertain", askedAt: now } as const;
    return { db: database.db, now, cancel: await settleOperation(database.db, operation.id, asked) };
  }

  it("ten processes give a cancel up at once: one refund takes its place, with its key and reason", async () => {
    const { db, now, cancel } = await openCancel();
    const turned = await Promise.all(
      Array.from({ length: 10 }, () => turnIntoRefund(db, { cancel, now, leaseUntil: now })),
    );
    expect(turned.filter(({ refund }) => refund !== null)).toHaveLength(1);
    const rows = await listOperations(db, cancel.payment);
    expect(rows).toMatchObject([
      { id: "can_1", status: "declined", key: null },
      { id: "ref_1", status: "requested", amount: 4200, key: "return-7", reason: "changed her mind" },
    ]);
  });

  it("a cancel that was accepted meanwhile is given up by nobody, and never counts as unheard again", async () => {
    const { db, now, cancel } = await openCancel();
    await settleOperation(db, cancel.id, { ...later, status: "accepted" });
    expect(await turnIntoRefund(db, { cancel, now, leaseUntil: now })).toMatchObject({
      cancel: { status: "accepted" },
      refund: null,
    });
    for (const status of ["requested", "uncertain"] as const) {
      expect(await settleOperation(db, cancel.id, { ...later, status })).toMatchObject({
        status: "accepted",
      });
    }
    expect(await listOperations(db, cancel.payment)).toHaveLength(1);
  });

  it("a cancel that was asked again meanwhile is not given up for what was seen before", async () => {
    const { db, now, cancel } = await openCancel();
    const askedAt = new Date(now.getTime() + 60_000);
    await settleOperation(db, cancel.id, { ...later, status: "uncertain", askedAt });
    expect(await turnIntoRefund(db, { cancel, now, leaseUntil: now })).toMatchObject({ refund: null });
    expect(await listOperations(db, cancel.payment)).toMatchObject([{ status: "uncertain" }]);
  });
});
