import { beforeEach, describe, expect, it } from "vitest";
import type { PaymentGrant } from "../contract/index.ts";
import { useShop } from "../testing/use-shop.ts";

const second = 1000;
const orders = Array.from({ length: 40 }, (_, index) => `order-${index}`);

describe("how often PayPay is asked", () => {
  const use = useShop("postgres", { prices: new Map(orders.map((order) => [order, 500])) });
  let next = 0;
  beforeEach(() => {
    next = 0;
  });

  const start = (): Promise<PaymentGrant> => use.shop.start(orders[next++] ?? "");
  const pay = ({ payment }: PaymentGrant) =>
    use.shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
  const looksAt = ({ payment }: PaymentGrant) =>
    use.shop.emulator.control.calls
      .list()
      .filter(({ method, path }) => method === "GET" && path.endsWith(payment.id)).length;
  const isPaid = async ({ payment }: PaymentGrant) =>
    (await use.shop.kaikei.payments.get(payment.id)).status === "completed";

  /** Payments that PayPay told of: the proof that it does. */
  async function payFive(): Promise<void> {
    for (let paid = 0; paid < 5; paid += 1) {
      const grant = await start();
      use.shop.pass(second);
      pay(grant);
      await use.shop.idle();
      expect(await isPaid(grant)).toBe(true);
    }
  }

  /** A worker's passes, one a second. */
  async function watchFor(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed += 1) await use.shop.reconcileAfter(second);
  }

  /** Seconds from paying until the record says so. */
  async function delayOf(grant: PaymentGrant): Promise<number> {
    pay(grant);
    await use.shop.idle();
    for (let seconds = 0; seconds < 60; seconds += 1) {
      if (await isPaid(grant)) return seconds;
      await watchFor(1);
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Tabs that poll as they are told, and nobody else, until the shopper pays after `seconds`. */
  async function checkout(seconds: number, tabs: number): Promise<number> {
    const grant = await start();
    const due = Array.from({ length: tabs }, (_, tab) => tab * 700);
    for (let at = 0; at < seconds * second; at += 100) {
      for (const [tab, moment] of due.entries()) {
        if (moment > at) continue;
        const { pollAfterMs } = await use.shop.show(grant);
        due[tab] = at + (pollAfterMs ?? Number.POSITIVE_INFINITY);
        await use.shop.idle();
      }
      use.shop.pass(100);
    }
    pay(grant);
    await use.shop.idle();
    for (let pass = 0; pass < 10 && !(await isPaid(grant)); pass += 1) {
      use.shop.pass(second);
      await use.shop.show(grant);
      await use.shop.idle();
    }
    expect(await isPaid(grant)).toBe(true);
    return looksAt(grant);
  }

  it("as ever, until webhooks are proven to arrive; then a third as often", async () => {
    const before = await start();
    await watchFor(60);
    expect(looksAt(before)).toBeGreaterThanOrEqual(11);
    await payFive();
    const after = await start();
    await watchFor(60);
    expect(looksAt(after)).toBeLessThanOrEqual(6);
  });

  it("three tabs, a minute long: a fifth of one loop a tab where webhooks arrive, two fifths where not", async () => {
    const oneLoopATab = 3 * (60 / 4.5);
    expect(await checkout(60, 3)).toBeLessThanOrEqual(oneLoopATab * 0.4);
    await payFive();
    expect(await checkout(60, 3)).toBeLessThanOrEqual(oneLoopATab / 5);
  });

  it("a browser asks us no less often for that, so a webhook's news is shown at once", async () => {
    await payFive();
    const grant = await start();
    await watchFor(10);
    expect((await use.shop.show(grant)).pollAfterMs).toBeLessThanOrEqual(4600);
  });

  it("where no webhook ever arrives, paid is seen as quickly as without webhooks", async () => {
    use.shop.emulator.control.webhookFaults.add({ kind: "drop" });
    const delays: number[] = [];
    for (let paid = 0; paid < 8; paid += 1) {
      const grant = await start();
      await watchFor(paid);
      delays.push(await delayOf(grant));
    }
    expect(Math.max(...delays)).toBeLessThanOrEqual(5);
  });

  it("webhooks stop: the first payment is seen by the slow look, and from then on all are quick again", async () => {
    await payFive();
    use.shop.emulator.control.webhookFaults.add({ kind: "drop" });
    const first = await start();
    await watchFor(6);
    const firstDelay = await delayOf(first);
    expect(firstDelay).toBeGreaterThan(5);
    expect(firstDelay).toBeLessThanOrEqual(14);
    for (let paid = 0; paid < 5; paid += 1) {
      const grant = await start();
      await watchFor(6 + paid);
      expect(await delayOf(grant)).toBeLessThanOrEqual(5);
    }
  });

  it("a webhook for a payment that PayPay does not yet call paid: it is looked at as often as without webhooks", async () => {
    await payFive();
    const grant = await start();
    await watchFor(6);
    const body = JSON.stringify({ notification_type: "Transaction", merchant_order_id: grant.payment.id });
    await use.shop.request("/notifications/paypay", { method: "POST", body });
    await use.shop.idle();
    use.shop.emulator.control.webhookFaults.add({ kind: "drop" });
    expect(await delayOf(grant)).toBeLessThanOrEqual(5);
  });
});
