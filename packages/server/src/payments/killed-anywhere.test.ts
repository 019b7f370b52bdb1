import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import type { DatabaseHandle } from "../store/database.ts";
import { migrate } from "../store/migrate.ts";
import { openPglite } from "../store/pglite.ts";
import { openPostgres } from "../store/postgres.ts";
import { linkAccount } from "../testing/link-account.ts";
import { createDatabase } from "../testing/postgres-server.ts";
import { type Command, price, readJournal, startShopProcess } from "../testing/shop-process.ts";
import { openTestShop, type TestShop } from "../testing/test-shop.ts";

// A process is killed at the n-th effect of what it does, for each n until it finishes: whatever it was about to do or
// had just done. Each time it works on an order of its own, so that one record and one PayPay hold what all of them
// left behind, and what comes after them has to bring each order to its right end.

const useCases = ["start", "charge", "refresh", "cancel", "refund", "undo", "capture", "release"] as const;
type UseCase = (typeof useCases)[number];

const longest = 22;
const ofHolds = (useCase: UseCase) => useCase === "capture" || useCase === "release";
const isHold = (order: string) => order.startsWith("capture-") || order.startsWith("release-");
const orderOf = (useCase: UseCase, n: number) => `${useCase}-${n}`;
const orders = useCases.flatMap((useCase) =>
  Array.from({ length: longest }, (_, index) => orderOf(useCase, index + 1)),
);

let folder: string;
let database: string;
let shop: TestShop;
/** Ids of what onPaid heard of an order, in whatever process. */
let told: Map<string, string[]>;
let handle: DatabaseHandle | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaikei-kill-"));
  told = new Map();
  handle = null;
});
afterEach(async () => {
  await shop.close();
  await closeDatabase();
  await rm(folder, { recursive: true });
});

async function open(): Promise<DatabaseHandle> {
  const isServer = database.startsWith("postgres://");
  const opened = await (isServer
    ? openPostgres({ url: database })
    : openPglite({ folder: database, image: inject("emptyDatabase") }));
  await migrate(opened.db);
  await opened.db.execute(sql`create table if not exists fulfilled (order_name text)`);
  handle = opened;
  return opened;
}

async function closeDatabase(): Promise<void> {
  await handle?.close();
  handle = null;
}

async function openShop(handle: DatabaseHandle): Promise<TestShop> {
  return openTestShop({
    database: handle,
    prices: new Map(orders.map((order) => [order, price.amount])),
    webhooks: false,
    kaikei: {
      resolveOrder: ({ order }) => ({ amount: price, capture: isHold(order) ? "manual" : "automatic" }),
      onPaid: ({ payment, deliveryId, once }) => {
        tell(payment.order, deliveryId);
        return once((tx) => tx.execute(sql`insert into fulfilled values (${payment.order})`));
      },
    },
    emulator: { customers: [{ id: "mune", name: { ja: "胸", en: "Mune" }, balance: 10_000_000 }] },
  });
}

/** What the shop's own table holds, written in the transaction that onPaid offers. */
async function timesFulfilled(order: string): Promise<number> {
  return handle?.db.$count(sql`fulfilled where order_name = ${order}`) ?? 0;
}

/** Brings an order to where a use case begins, and says what the process is to do. */
async function prepare(useCase: UseCase, order: string): Promise<Command> {
  if (useCase === "start") return { do: "start", order };
  if (useCase === "charge") return { do: "charge", order, key: `bill ${order}` };
  const { id } = await shop.kaikei.payments.start({ order });
  if (useCase === "cancel") return { do: "cancel", payment: id };
  pay(id);
  if (useCase === "refresh") return { do: "refresh", payment: id };
  await shop.kaikei.payments.refresh(id);
  if (useCase === "capture") return { do: "capture", payment: id, amount: 3000, key: "delivery" };
  if (useCase === "release") return { do: "cancel", payment: id };
  return { do: useCase, payment: id, key: "regret" };
}

function tell(order: string, delivery: string): void {
  told.set(order, [...(told.get(order) ?? []), delivery]);
}

function pay(merchantPaymentId: string): void {
  shop.emulator.control.pay({ merchantPaymentId, customer: "mune" });
}

/** The effect at which it was killed; null when it finished before. */
async function killAt(n: number, { order, command }: { order: string; command: Command }) {
  const journal = join(folder, `${order}.journal`);
  const child = await startShopProcess({
    database,
    journal,
    emulatorUrl: shop.emulator.url,
    now: shop.now().getTime(),
    stop: { at: n, signal: "SIGKILL" },
  });
  const finished = await child.run(command).then(
    () => true,
    () => false,
  );
  await child.end();
  const entries = readJournal(journal);
  for (const entry of entries) if ("told" in entry) tell(entry.told, entry.delivery);
  const stopped = entries.find((entry) => "stopped" in entry);
  if (!finished && stopped === undefined) throw new Error(`${order}: the process failed by itself`);
  return stopped === undefined ? null : stopped.stopped;
}

/** What the shop's own caller does when its process died: it asks again. */
async function askAgain(useCase: UseCase, order: string): Promise<void> {
  if (useCase === "start" || useCase === "refresh") return;
  if (useCase === "charge") {
    await shop.kaikei.payments.charge({ customer: "mune", order, key: `bill ${order}` });
    return;
  }
  const [payment] = await shop.kaikei.payments.list({ order });
  if (payment === undefined) throw new Error(`${order} has no payment`);
  const { id } = payment;
  if (useCase === "capture")
    await shop.kaikei.payments.capture({ payment: id, amount: 3000, key: "delivery" });
  if (useCase === "cancel" || useCase === "release") await shop.kaikei.payments.cancel(payment.id);
  if (useCase === "undo") await shop.kaikei.payments.undo({ payment: payment.id, key: "regret" });
  if (useCase === "refund") await shop.kaikei.payments.refund({ payment: payment.id, key: "regret" });
}

/** Long enough for a dead process's claims to lapse and for a refund's absence to be proven. */
async function passTime(): Promise<void> {
  for (let passed = 0; passed < 210; passed += 30) await shop.reconcileAfter(30_000);
}

/** All that the shop and PayPay hold of an order. */
async function booksOf(order: string) {
  const payments = await shop.kaikei.payments.list({ order });
  const ids = payments.map(({ id }) => id);
  const ledger = shop.emulator.control.ledger();
  const paid = ledger.payments.filter(({ merchantPaymentId }) => ids.includes(merchantPaymentId));
  const operations = await Promise.all(ids.map((id) => shop.kaikei.payments.operations(id)));
  return {
    payments: payments.map(({ status, uncertain, attention, fulfilment, refunded }) =>
      [status, uncertain && "uncertain", attention, fulfilment, refunded > 0 && `refunded ${refunded}`]
        .filter((word) => word !== null && word !== false)
        .join(" "),
    ),
    operations: operations.flat().map(({ status, amount }) => `${status} ${amount}`),
    told: new Set(told.get(order)).size,
    fulfilled: await timesFulfilled(order),
    upstream: {
      payable: ledger.codes.filter(
        ({ merchantPaymentId, state }) => ids.includes(merchantPaymentId) && state === "open",
      ).length,
      paid: paid.length,
      refunded: paid.map(({ refunded }) => refunded),
      refunds: ledger.refunds.filter(({ paymentId }) => paid.some((one) => one.paymentId === paymentId))
        .length,
    },
  };
}

const rightEnds = {
  start: {
    payments: ["completed fulfilling"],
    operations: [],
    told: 1,
    fulfilled: 1,
    upstream: { payable: 0, paid: 1, refunded: [0], refunds: 0 },
  },
  charge: {
    payments: ["completed fulfilling"],
    operations: [],
    told: 1,
    fulfilled: 1,
    upstream: { payable: 0, paid: 1, refunded: [0], refunds: 0 },
  },
  refresh: {
    payments: ["completed fulfilling"],
    operations: [],
    told: 1,
    fulfilled: 1,
    upstream: { payable: 0, paid: 1, refunded: [0], refunds: 0 },
  },
  cancel: {
    payments: ["canceled"],
    operations: [],
    told: 0,
    fulfilled: 0,
    upstream: { payable: 0, paid: 0, refunded: [], refunds: 0 },
  },
  refund: {
    payments: ["completed undone refunded 4200"],
    operations: ["done 4200"],
    told: 1,
    fulfilled: 1,
    upstream: { payable: 0, paid: 1, refunded: [4200], refunds: 1 },
  },
  undo: {
    payments: ["canceled undone"],
    operations: ["done 4200"],
    told: 1,
    fulfilled: 1,
    upstream: { payable: 0, paid: 1, refunded: [0], refunds: 0 },
  },
  capture: {
    payments: ["completed fulfilling"],
    operations: ["done 3000"],
    told: 1,
    fulfilled: 1,
    upstream: { payable: 0, paid: 1, refunded: [0], refunds: 0 },
  },
  release: {
    payments: ["canceled"],
    operations: ["done 4200"],
    told: 0,
    fulfilled: 0,
    upstream: { payable: 0, paid: 1, refunded: [0], refunds: 0 },
  },
} as const satisfies Record<UseCase, Awaited<ReturnType<typeof booksOf>>>;

interface Killed {
  useCase: UseCase;
  order: string;
  effect: string;
}

/** After the kills: time passes, callers come back, and each order is where it belongs. */
async function proveRecovery(killed: readonly Killed[]): Promise<void> {
  await passTime();
  for (const { useCase, order } of killed) {
    await askAgain(useCase, order);
    if (useCase !== "start") continue;
    const { upstream } = await booksOf(order);
    expect(upstream.payable, order).toBeLessThanOrEqual(1);
    const { id, status } = await shop.kaikei.payments.start({ order });
    expect([order, status]).toEqual([order, "pending"]);
    pay(id);
  }
  await passTime();
  for (const { useCase, order, effect } of killed) {
    expect(await booksOf(order), `${useCase}, killed ${effect}`).toEqual(rightEnds[useCase]);
  }
}

/** Kills at every `step`-th effect until the use case finishes. */
async function killAll(
  useCase: UseCase,
  { step, prepared }: { step: number; prepared: (order: string) => Promise<Command> },
): Promise<Killed[]> {
  const killed: Killed[] = [];
  for (let n = 1; n <= longest; n += step) {
    const order = orderOf(useCase, n);
    const effect = await killAt(n, { order, command: await prepared(order) });
    if (effect === null) return killed;
    killed.push({ useCase, order, effect });
  }
  throw new Error(`${useCase} did not finish within ${longest} effects`);
}

it("PostgreSQL: a process killed at any effect of start, charge, refresh, cancel, refund, undo, capture or release leaves each order to its right end", async () => {
  database = await createDatabase(inject("postgresUrl"));
  shop = await openShop(await open());
  await linkAccount(shop, { customer: "mune", wallet: "mune" });
  const killed = await Promise.all(
    useCases.map((useCase) =>
      // What is done with a hold takes the way of a refund: some of its effects will do.
      killAll(useCase, { step: ofHolds(useCase) ? 3 : 1, prepared: (order) => prepare(useCase, order) }),
    ),
  );
  expect(killed.flat().length).toBeGreaterThan(24);
  await proveRecovery(killed.flat());
}, 600_000);

it("embedded database: the same at every sixth effect", async () => {
  database = join(folder, "database");
  shop = await openShop(await open());
  await linkAccount(shop, { customer: "mune", wallet: "mune" });
  const commands = new Map<string, Command>();
  // A process that opens the folder is slow to start.
  const step = (useCase: UseCase) => (ofHolds(useCase) || useCase === "charge" ? 9 : 6);
  for (const useCase of useCases) {
    for (let n = 1; n <= longest; n += step(useCase)) {
      commands.set(orderOf(useCase, n), await prepare(useCase, orderOf(useCase, n)));
    }
  }
  await closeDatabase();
  const killed: Killed[] = [];
  for (const useCase of useCases) {
    const prepared = async (order: string) => commands.get(order) ?? { do: "start" as const, order };
    killed.push(...(await killAll(useCase, { step: step(useCase), prepared })));
  }
  expect(killed.length).toBeGreaterThan(11);
  const handle = await open();
  shop = shop.another({ database: () => handle });
  await proveRecovery(killed);
}, 600_000);
