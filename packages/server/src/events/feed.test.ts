import { describe, expect, it } from "vitest";
import type { PaymentView } from "../contract/payment-view.ts";
import type { ChannelListener } from "../store/database.ts";
import { useShop } from "../testing/use-shop.ts";
import { createFeed } from "./feed.ts";

describe("following payments in one process", () => {
  const use = useShop("postgres", { webhooks: false, kaikei: { pollIntervalMs: 600_000 } });

  /** A feed that hears only what the test tells it. */
  async function deafFeed() {
    const listeners = new Set<ChannelListener>();
    const ctx = (await use.shop.kaikei.open()).payments;
    const feed = createFeed(ctx, async (_channel, listener) => {
      listeners.add(listener);
      listener.onConnected();
      return async () => {
        listeners.delete(listener);
      };
    });
    return { feed, listeners };
  }

  it("what was missed while the connection was away is read when it is there again", async () => {
    const { feed, listeners } = await deafFeed();
    const { payment } = await use.shop.start("cake");
    const seen: PaymentView["status"][] = [];
    feed.watch(payment.id, ({ status }) => seen.push(status));
    await expect.poll(() => seen.at(-1)).toBe("pending");
    await use.shop.kaikei.payments.cancel(payment.id);
    expect(seen.at(-1)).toBe("pending");
    for (const { onConnected } of listeners) onConnected();
    await expect.poll(() => seen.at(-1)).toBe("canceled");
    await feed.close();
  });

  it("one connection while somebody watches, none when nobody does", async () => {
    const { feed, listeners } = await deafFeed();
    const { payment } = await use.shop.start("cake");
    const leave = Array.from({ length: 50 }, () => feed.watch(payment.id, () => undefined));
    await expect.poll(() => listeners.size).toBe(1);
    expect(feed.size).toBe(1);
    for (const one of leave) one();
    await expect.poll(() => listeners.size).toBe(0);
    expect(feed.size).toBe(0);
  });

  it("a hint about a payment that nobody watches costs nothing", async () => {
    const { feed, listeners } = await deafFeed();
    const { payment } = await use.shop.start("cake");
    let told = 0;
    feed.watch(payment.id, () => {
      told += 1;
    });
    await expect.poll(() => told).toBeGreaterThan(0);
    const before = told;
    for (const { onMessage } of listeners) {
      onMessage("pay_other 3");
      onMessage("");
      onMessage(`${payment.id} 1`);
      onMessage(`${payment.id} 99`);
    }
    await expect.poll(() => told).toBe(before + 1);
    await feed.close();
  });

  it("the end waits for the looks that it began, and whoever comes after it is told nothing", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    const { feed } = await deafFeed();
    shop.emulator.control.faults.add({ kind: "delay", milliseconds: 200, match: { method: "GET" } });
    shop.pass(700_000);
    const looks = () => shop.calls().filter((call) => call.startsWith("GET")).length;
    feed.watch(payment.id, () => undefined);
    await expect.poll(looks).toBe(1);
    await feed.close();
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({ status: "expired" });
    feed.watch(payment.id, () => {
      throw new Error("told after the end");
    });
    expect(feed.size).toBe(0);
  });
});
