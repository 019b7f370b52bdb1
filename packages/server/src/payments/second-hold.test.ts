import { beforeEach, describe, expect, it } from "vitest";
import { holdingShop } from "../testing/hold-shop.ts";
import type { TestShop } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";

describe("two codes of one order are both paid, and its money is to be held", () => {
  const { kaikei, told } = holdingShop();
  const use = useShop("postgres", { webhooks: false, kaikei, emulator: { duplicateCreate: "reject" } });
  beforeEach(() => {
    told.length = 0;
  });

  /** The first code's answer was lost for good, so that the order got a second one. */
  async function twoCodes(shop: TestShop): Promise<{ lost: string; shown: string }> {
    const createCode = { method: "POST", path: "/v2/codes" } as const;
    shop.emulator.control.faults.add({ kind: "reset_after", match: createCode, times: 1 });
    const { payment } = await shop.start("cake");
    const all = await shop.kaikei.payments.list({ order: "cake" });
    return { shown: payment.id, lost: all.find(({ id }) => id !== payment.id)?.id ?? "" };
  }
  const pay = (shop: TestShop, merchantPaymentId: string) =>
    shop.emulator.control.pay({ merchantPaymentId, customer: "hanako" });
  async function pass(shop: TestShop, times: number) {
    for (let each = 0; each < times; each += 1) await shop.reconcileAfter(600_000);
  }
  const heldUpstream = (shop: TestShop) =>
    Object.fromEntries(
      shop.emulator.control
        .ledger()
        .payments.map(({ merchantPaymentId, status }) => [merchantPaymentId, status]),
    );

  it("the second hold is let go by itself, the shop hears of one, and captures that", async () => {
    const { shop } = use;
    const { lost, shown } = await twoCodes(shop);
    pay(shop, shown);
    await shop.reconcileAfter(5000);
    pay(shop, lost);
    await pass(shop, 4);
    expect(await shop.kaikei.payments.get(shown)).toMatchObject({ status: "authorized", retiring: false });
    expect(await shop.kaikei.payments.get(lost)).toMatchObject({ status: "canceled", attention: null });
    expect(heldUpstream(shop)).toEqual({ [shown]: "AUTHORIZED", [lost]: "CANCELED" });
    expect(told).toEqual(["authorized", "canceled"]);
    expect(await shop.kaikei.payments.capture({ payment: shown })).toMatchObject({ status: "done" });
    await pass(shop, 1);
    expect(told).toEqual(["authorized", "canceled", "paid"]);
  });

  it("the code that was never shown is the only one paid: that hold has the order, and the other code is withdrawn", async () => {
    const { shop } = use;
    const { lost, shown } = await twoCodes(shop);
    pay(shop, lost);
    await pass(shop, 4);
    expect(await shop.kaikei.payments.get(lost)).toMatchObject({ status: "authorized", late: true });
    expect((await shop.kaikei.payments.get(shown)).status).not.toBe("pending");
    expect((await shop.start("cake")).payment).toMatchObject({ id: lost, status: "authorized" });
    expect(told).toContain("authorized");
  });

  it("with duplicates: flag, the second hold is left to a person", async () => {
    const shop = await use.open({ kaikei: { ...kaikei, duplicates: "flag" } });
    const { lost, shown } = await twoCodes(shop);
    pay(shop, shown);
    await shop.reconcileAfter(5000);
    pay(shop, lost);
    await pass(shop, 4);
    expect(await shop.kaikei.payments.get(lost)).toMatchObject({
      status: "authorized",
      attention: "duplicate",
    });
    expect(told).toEqual(["authorized"]);
    await shop.kaikei.payments.cancel(lost);
    expect(await shop.kaikei.payments.get(lost)).toMatchObject({ status: "canceled", attention: null });
  });
});
