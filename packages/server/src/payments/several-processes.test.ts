import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import type { DatabaseHandle } from "../store/database.ts";
import { migrate } from "../store/migrate.ts";
import { openPostgres } from "../store/postgres.ts";
import { payments } from "../store/schema.ts";
import { createDatabase } from "../testing/postgres-server.ts";
import {
  eventually,
  price,
  readJournal,
  type Setup,
  type ShopProcess,
  startShopProcess,
} from "../testing/shop-process.ts";
import { openTestShop, type TestShop } from "../testing/test-shop.ts";

// Several processes on one PostgreSQL and one PayPay. What they promise together is counted at PayPay.

/** The effects of a look at a paid payment, from its claim to the end of it: at each a process is paused. */
const pausedAt = [1, 2, 3, 4, 5, 6];
const pausedOrders = pausedAt.map((n) => `paused-${n}`);

let folder: string;
let journal: string;
let database: string;
let handle: DatabaseHandle;
let shop: TestShop;
let processes: ShopProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaikei-processes-"));
  journal = join(folder, "journal");
  database = await createDatabase(inject("postgresUrl"));
  handle = await openPostgres({ url: database });
  await migrate(handle.db);
  await handle.db.execute(sql`create table fulfilled (order_name text)`);
  shop = await openTestShop({
    database: handle,
    prices: new Map(["cake", ...pausedOrders].map((order) => [order, price.amount])),
    webhooks: false,
    emulator: { customers: [{ id: "hanako", name: { ja: "花子", en: "Hanako" }, balance: 1_000_000 }] },
    kaikei: {
      onPaid: ({ payment, once }) =>
        once((tx) => tx.execute(sql`insert into fulfilled values (${payment.order})`)),
    },
  });
  processes = [];
});
afterEach(async () => {
  await Promise.all(processes.map((process) => process.end()));
  await shop.close();
  await handle.close();
  await rm(folder, { recursive: true });
});

async function startProcess(more: Partial<Setup> = {}): Promise<ShopProcess> {
  const now = shop.now().getTime();
  const process = await startShopProcess({ database, journal, emulatorUrl: shop.emulator.url, now, ...more });
  processes.push(process);
  return process;
}

function startProcesses(count: number): Promise<ShopProcess[]> {
  return Promise.all(Array.from({ length: count }, () => startProcess()));
}

/** Passes time for everybody. Milliseconds. */
function pass(ms: number): void {
  shop.pass(ms);
  for (const process of processes) process.setClock(shop.now().getTime());
}

const calls = (method: string) => shop.emulator.control.calls.list().filter((call) => call.method === method);
const pay = (merchantPaymentId: string) =>
  shop.emulator.control.pay({ merchantPaymentId, customer: "hanako" });
const tellings = () => readJournal(journal).filter((entry) => "told" in entry);
const fulfilled = (order = "cake") => handle.db.$count(sql`fulfilled where order_name = ${order}`);

/** The most looks within any window of this length. */
function mostWithin(ms: number, instants: readonly number[]): number {
  return Math.max(0, ...instants.map((from) => instants.filter((at) => at >= from && at < from + ms).length));
}

it("20 tabs over 3 processes for a minute: one scheduled look per interval, and at most one hinted look beside it", async () => {
  const { id } = await shop.kaikei.payments.start({ order: "cake" });
  const three = await startProcesses(3);
  const poll = (returned: boolean) =>
    Promise.all(
      Array.from({ length: 20 }, (_, tab) =>
        three[tab % 3]?.run({ do: "poll", payment: id, returned: returned && tab % 2 === 0 }),
      ),
    );
  const minute = async ({ hints }: { hints: boolean }) => {
    shop.emulator.control.calls.clear();
    for (let passed = 0; passed < 60_000; passed += 500) {
      pass(500);
      await poll(hints);
    }
    return calls("GET").map(({ at }) => at);
  };

  const scheduled = await minute({ hints: false });
  expect(mostWithin(4500, scheduled)).toBe(1);
  expect(scheduled.length).toBeGreaterThanOrEqual(12);
  expect(scheduled.length).toBeLessThanOrEqual(13);

  const hinted = await minute({ hints: true });
  expect(mostWithin(4500, hinted)).toBe(2);
  expect(hinted.length).toBeLessThanOrEqual(2 * 14);
}, 600_000);

it("100 starts at once over 2 processes: one code is made", async () => {
  const two = await startProcesses(2);
  const started = await Promise.all(
    Array.from({ length: 100 }, (_, tab) => two[tab % 2]?.run({ do: "start", order: "cake" })),
  );
  const [payment] = await shop.kaikei.payments.list({ order: "cake" });
  expect(new Set(started.map((one) => JSON.stringify(one)?.match(/pay_[\w-]+/)?.[0]))).toEqual(
    new Set([payment?.id]),
  );
  expect(calls("POST").map(({ path }) => path)).toEqual(["/v2/codes"]);
}, 200_000);

it("20 refreshes of a paid payment at once over 2 processes: the shop hears of it once", async () => {
  const two = await startProcesses(2);
  const { id } = await shop.kaikei.payments.start({ order: "cake" });
  pay(id);
  await Promise.all(
    Array.from({ length: 20 }, (_, turn) => two[turn % 2]?.run({ do: "refresh", payment: id })),
  );
  expect(tellings()).toHaveLength(1);
  expect(await fulfilled()).toBe(1);
}, 200_000);

it("a process that is paused at any effect of a look, and wakes after others have gone on, changes nothing", async () => {
  const paused = [];
  for (const [index, order] of pausedOrders.entries()) {
    const { id } = await shop.kaikei.payments.start({ order });
    pay(id);
    const own = join(folder, order);
    const process = await startProcess({
      journal: own,
      stop: { at: pausedAt[index] ?? 0, signal: "SIGSTOP" },
    });
    const answer = process.run({ do: "refresh", payment: id }).catch(String);
    await eventually(() => readJournal(own).some((entry) => "stopped" in entry));
    const [entry] = readJournal(own);
    paused.push({ id, order, own, process, answer, effect: JSON.stringify(entry) });
  }

  // Their claims lapse, and where one sleeps in a transaction the database ends that.
  pass(100_000);
  for (const { id, order, effect } of paused) {
    await expect
      .poll(
        async () => {
          await shop.kaikei.reconcile();
          return (await shop.kaikei.payments.get(id)).status;
        },
        { timeout: 20_000, message: effect },
      )
      .toBe("completed");
    await shop.kaikei.payments.refund({ payment: id, key: "regret" });
    expect(await fulfilled(order), effect).toBe(1);
  }
  const rows = () => handle.db.select().from(payments).orderBy(payments.id);
  const before = await rows();
  expect(before.map(({ fulfilment, refunded }) => [fulfilment, refunded])).toEqual(
    pausedAt.map(() => ["undone", price.amount]),
  );

  pass(0);
  for (const { process } of paused) process.signal("SIGCONT");
  await Promise.all(paused.map(({ answer }) => answer));
  expect(await rows()).toEqual(before);
  for (const { order, own, effect } of paused) {
    expect(await fulfilled(order), effect).toBe(1);
    expect(
      readJournal(own).filter((entry) => "told" in entry),
      effect,
    ).toEqual([]);
  }
}, 600_000);
