import { describe, expect, it } from "vitest";
import { notifications } from "../store/schema.ts";
import { useShop } from "../testing/use-shop.ts";

const states = ["AUTHORIZED", "COMPLETED", "CANCELED", "EXPIRED", "EXPIRED_USER_CONFIRMATION", "FAILED"];
const types = [
  "Transaction",
  "file.created",
  "customer.authroization.succeeded",
  "customer.authroization.revoked",
  "customer.authorization.extended",
  "made.up",
];

describe("somebody who can reach our address", () => {
  const use = useShop("postgres", {
    webhooks: false,
    prices: new Map([
      ["open", 500],
      ["paid", 500],
      ["withdrawn", 500],
    ]),
  });
  const looks = () => use.shop.calls().filter((call) => call.startsWith("GET")).length;
  const rows = () => use.database.db.$count(notifications);

  const send = (fields: object) =>
    use.shop.request("/notifications/paypay", {
      method: "POST",
      body: JSON.stringify({ notification_type: "Transaction", merchant_id: "1", ...fields }),
    });

  /** `count` notifications within `seconds`, as the shop's clock sees it. */
  async function flood(
    { count, seconds }: { count: number; seconds: number },
    fields: (index: number) => object,
  ): Promise<void> {
    const batch = 100;
    for (let sent = 0; sent < count; sent += batch) {
      const answers = await Promise.all(
        Array.from({ length: batch }, (_, index) => send(fields(sent + index))),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      await use.shop.idle();
      use.shop.pass((seconds * 1000 * batch) / count);
    }
  }

  it("sends ten thousand for one open payment in ten seconds: one look per interval, and one row", async () => {
    const { shop } = use;
    const grant = await shop.start("open");
    await flood({ count: 10_000, seconds: 10 }, (index) => ({
      merchant_order_id: grant.payment.id,
      order_id: `forged-${index}`,
      state: states[index % states.length],
      order_amount: String(index),
    }));
    // At 0, 4.5 and 9 seconds; nobody polled.
    expect(looks()).toBe(3);
    expect(await rows()).toBe(1);
    expect(await shop.show(grant)).toMatchObject({ status: "pending", version: grant.payment.version });
  }, 60_000);

  it("sends ten thousand of every type and state, for payments at every stage: nothing changes", async () => {
    const { shop } = use;
    const { payment: paid } = await shop.start("paid");
    shop.emulator.control.pay({ merchantPaymentId: paid.id, customer: "hanako" });
    await shop.reconcileAfter(5000);
    const withdrawn = await shop.start("withdrawn");
    await shop.cancel(withdrawn);
    const { payment: open } = await shop.start("open");
    const ids = [paid.id, withdrawn.payment.id, open.id, "pay_unknown", ""];
    const before = await shop.kaikei.payments.list();
    const looksBefore = looks();
    await flood({ count: 10_000, seconds: 10 }, (index) => ({
      notification_type: types[index % types.length],
      merchant_order_id: ids[index % ids.length],
      order_id: "1",
      state: states[Math.floor(index / types.length) % states.length],
      order_amount: "500",
      paid_at: "2026-11-21T03:00:00Z",
    }));
    expect(await shop.kaikei.payments.list()).toEqual(before);
    expect(looks() - looksBefore).toBeLessThanOrEqual(3 * 3);
    expect(shop.paidOrders).toEqual(["paid"]);
  }, 60_000);

  it("makes up two thousand payments: PayPay is not asked, and their rows are gone when nobody can match them", async () => {
    const { shop } = use;
    await flood({ count: 2000, seconds: 10 }, (index) => ({ merchant_order_id: `pay_made_up_${index}` }));
    expect(await rows()).toBe(2000);
    await shop.reconcileAfter(0);
    await shop.reconcileAfter(16 * 60_000);
    expect(await rows()).toBe(0);
    expect(shop.calls()).toEqual([]);
  }, 60_000);
});
