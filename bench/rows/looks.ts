import { type Look, lookOf, newerView } from "../../packages/react/src/look.ts";
import { afterAnswer } from "../../packages/react/src/wire/requests.ts";
import type { DatabaseHandle } from "../../packages/server/src/store/database.ts";
import { openTestShop, type TestShop } from "../../packages/server/src/testing/test-shop.ts";
import { openDatabase } from "../open-database.ts";
import { createRandom } from "../random.ts";
import type { Result, Row } from "../result.ts";

const tabsPerCheckout = 3;
const loopMs = 4500;
/** What proves that webhooks arrive. They are not counted. */
const checkoutsBefore = 6;
const checkouts = 16;

export const looks: Row = {
  name: "looks",
  method:
    "16 checkouts on injected time, each with 3 tabs and a payment after 20 to 120 s: the browser's polling rules over the real routes, store (PostgreSQL), worker and emulator; calls that the emulator saw about a payment until every tab showed it paid, against one 4.5 s loop for each tab.",
  run: async () => {
    const database = await openDatabase(10);
    const results: Result[] = [];
    for (const { webhooks, most } of [
      { webhooks: true, most: 0.2 },
      { webhooks: false, most: 0.4 },
    ]) {
      const { rows } = await database.pool.query<{ tables: string }>(
        "select string_agg(format('kaikei.%I', tablename), ', ') as tables from pg_tables where schemaname = 'kaikei' and tablename <> 'migrations'",
      );
      await database.pool.query(`truncate ${rows[0]?.tables}`);
      const { ours, loops } = await countLooks(database.kaikei, webhooks);
      results.push({
        what: `Looks per checkout, 3 tabs, against a loop in each${webhooks ? ", webhooks proven" : ", no webhooks"}`,
        target: `<= ${most}x`,
        measured: `${(ours / loops).toFixed(2)}x: ${ours.toFixed(1)} against ${loops.toFixed(1)}`,
        met: ours / loops <= most,
      });
    }
    await database.close();
    return results;
  },
};

async function countLooks(
  database: DatabaseHandle,
  webhooks: boolean,
): Promise<{ ours: number; loops: number }> {
  const orders = Array.from({ length: checkoutsBefore + checkouts }, (_, turn) => `order-${turn}`);
  const shop = await openTestShop({
    // The row closes it, not the shop.
    database: { ...database, close: async () => undefined },
    prices: new Map(orders.map((order) => [order, 100])),
    webhooks,
  });
  const random = createRandom(1);
  let ours = 0;
  let loops = 0;
  for (const [turn, order] of orders.entries()) {
    const paidAfterMs = 20_000 + random() * 100_000;
    const openedMs = Array.from({ length: tabsPerCheckout }, (_, tab) => tab * 3000 * random());
    const seen = await checkOut(shop, { order, paidAfterMs, openedMs, random });
    if (turn < checkoutsBefore) continue;
    ours += seen;
    for (const opened of openedMs) loops += Math.ceil((paidAfterMs - opened) / loopMs);
  }
  await shop.close();
  return { ours: ours / checkouts, loops: loops / checkouts };
}

interface Event {
  atMs: number;
  happen: () => Promise<void>;
}

/** Until every tab shows that it is paid. Returns how often PayPay was asked about it. */
async function checkOut(
  shop: TestShop,
  checkout: { order: string; paidAfterMs: number; openedMs: number[]; random: () => number },
): Promise<number> {
  const startedAt = shop.now().getTime();
  const events: Event[] = [];
  const plan = (atMs: number, happen: Event["happen"]) => events.push({ atMs, happen });
  let waiting = checkout.openedMs.length;
  let payment = "";

  const openTab = async () => {
    const grant = await shop.start(checkout.order);
    payment = grant.payment.id;
    const follow = (look: Look) => {
      if (look.pauseMs === 0) {
        waiting -= 1;
        return;
      }
      plan(shop.now().getTime() - startedAt + look.pauseMs, async () => {
        const value = newerView(look.view, await shop.show(grant));
        follow(afterAnswer(look, { ok: true, value }, shop.now().getTime(), checkout.random));
      });
    };
    follow(lookOf(grant.payment));
  };
  const work = async (): Promise<void> => {
    await shop.kaikei.reconcile();
    plan(shop.now().getTime() - startedAt + 1000, work);
  };
  for (const opened of checkout.openedMs) plan(opened, openTab);
  plan(500, work);
  plan(checkout.paidAfterMs, async () => {
    shop.emulator.control.pay({ merchantPaymentId: payment, customer: "hanako" });
  });

  while (waiting > 0) {
    events.sort((a, b) => a.atMs - b.atMs);
    const next = events.shift();
    if (next === undefined) throw new Error("Nobody looks any more.");
    shop.pass(Math.max(0, startedAt + next.atMs - shop.now().getTime()));
    await shop.idle();
    await next.happen();
    await shop.idle();
  }
  return shop.emulator.control.calls
    .list()
    .filter(({ method, path }) => method === "GET" && path.includes(payment)).length;
}
