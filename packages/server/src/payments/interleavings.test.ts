import { isNull, min } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KaikeiError } from "../errors.ts";
import type { DatabaseHandle } from "../store/database.ts";
import { deliveries, notifications, operations, payments } from "../store/schema.ts";
import { emptyTables, openTestDatabase } from "../testing/database.ts";
import { openTestShop, type TestShop } from "../testing/test-shop.ts";

/*
 * Everything that can happen to a payment, in every order: 5 + 5² + … + 5⁶ = 19,530 sequences in calm weather. Sequences that lead to
 * the same joint state (PayPay's ledger, our record, the news that is on its way, what is due) have the
 * same future, so each joint state is reached once, by its shortest sequence, and followed until all is quiet.
 */

const things = ["pay", "delete", "look", "webhook", "tick"] as const;
type Thing = (typeof things)[number];
const order = "cake";
const price = 4200;
const intervalMs = 4500;
const lifeMs = 300_000;
/** When each tick ends, after the start: before and after the code's end by either clock, and through the grace. */
const ticksMs = [
  lifeMs - 95_000,
  lifeMs - 85_000,
  lifeMs + 1000,
  lifeMs + 40_000,
  lifeMs + 2 * 3_600_000,
  lifeMs + 26 * 3_600_000,
];

interface Weather {
  name: string;
  /** What becomes of each DELETE of a code. */
  deletes: "work" | "fail" | "lose their answer";
  /** How far our clock is ahead of PayPay's. */
  aheadMs: number;
  /** Things in a sequence, at most. */
  longest: number;
}
const weathers: Weather[] = [
  { name: "in calm weather", deletes: "work", aheadMs: 0, longest: 6 },
  {
    name: "while PayPay fails to delete codes and our clock is ahead",
    deletes: "fail",
    aheadMs: 90_000,
    longest: 3,
  },
  { name: "while the answers to deletes are lost", deletes: "lose their answer", aheadMs: 0, longest: 3 },
];

describe.each(weathers)("$name", ({ deletes, aheadMs, longest }) => {
  let database: DatabaseHandle;
  let shop: TestShop;
  let underway: string[] = [];

  beforeAll(async () => {
    database = await openTestDatabase("postgres");
    shop = await openTestShop({
      database,
      emulator: {
        codeLifeSeconds: lifeMs / 1000,
        // Events wait until the test lets one through.
        fetch: async (_url, init) => {
          underway.push(String(init?.body));
          return new Response("OK");
        },
      },
      kaikei: { clock: () => new Date(shop.now().getTime() + aheadMs) },
    });
  });
  afterAll(async () => {
    await shop.close();
    await database.close();
  });

  it("whatever order things happen in, money and record agree, the shop is told once, and nothing stays open", async (context) => {
    const root = await reach([]);
    const shortest = new Map<string, readonly Thing[]>([[root, []]]);
    const nextOf = new Map<string, string[]>();
    let frontier = [root];
    for (let length = 1; length <= longest; length += 1) {
      const found: string[] = [];
      for (const state of frontier) {
        const nexts: string[] = [];
        for (const thing of things) {
          const path = [...(shortest.get(state) ?? []), thing];
          const next = await reach(path);
          nexts.push(next);
          if (shortest.has(next)) continue;
          shortest.set(next, path);
          found.push(next);
          await followUntilQuiet(path);
          await reach(path);
          await startAgain(path);
          await followUntilQuiet([...path, "start again"]);
        }
        nextOf.set(state, nexts);
      }
      frontier = found;
    }
    const covered = { states: shortest.size, sequences: countSequences(root, nextOf, longest) };
    context.annotate(`${covered.states} joint states stand for ${covered.sequences} sequences`);
    expect(covered.sequences).toBe((things.length ** (longest + 1) - things.length) / (things.length - 1));
  }, 400_000);

  /** A fresh order to which these things have happened; says how it stands by then. */
  async function reach(path: readonly Thing[]): Promise<string> {
    await emptyTables(database);
    shop.emulator.control.reset();
    shop.paidOrders.length = 0;
    underway = [];
    if (deletes !== "work") shop.emulator.control.faults.add(deleteFaults[deletes]);
    await shop.kaikei.payments.start({ order });
    const startedAt = shop.now().getTime();
    let ticks = 0;
    for (const thing of path) {
      if (thing === "tick") {
        shop.pass(startedAt + (ticksMs[ticks] ?? 0) - shop.now().getTime());
        ticks += 1;
      } else await happen[thing]();
      await shop.idle();
    }
    return jointState(ticks);
  }

  const paymentId = async () => (await shop.kaikei.payments.list({ order })).at(-1)?.id ?? "";

  const happen = {
    pay: async () => {
      const open = shop.emulator.control.ledger().codes.filter(({ state }) => state === "open");
      for (const { merchantPaymentId } of open) {
        shop.emulator.control.pay({ merchantPaymentId, customer: "hanako" });
      }
    },
    delete: async () => {
      await shop.kaikei.payments.cancel(await paymentId()).catch((error: unknown) => {
        if (!(error instanceof KaikeiError) || error.code !== "payment_not_cancelable") throw error;
      });
    },
    look: async () => {
      await shop.kaikei.payments.refresh(await paymentId());
    },
    /** The oldest event on its way; when there is none, one that somebody forged. */
    webhook: async () => {
      const forged = {
        notification_type: "Transaction",
        merchant_order_id: await paymentId(),
        state: "COMPLETED",
      };
      const body = underway.shift() ?? JSON.stringify(forged);
      const response = await shop.request("/notifications/paypay", { method: "POST", body });
      expect(response.status).toBe(200);
    },
  };

  /** All that the future depends on; of times, on which side of now they lie. */
  async function jointState(ticks: number): Promise<string> {
    const now = shop.now().getTime() + aheadMs;
    const isOver = (at: Date | null) => at && at.getTime() <= now;
    const rows = await database.db.select().from(payments);
    const told = await database.db.select().from(deliveries);
    const asked = await database.db.select().from(operations);
    const inbox = await database.db.select().from(notifications).where(isNull(notifications.handledAt));
    const { codes, payments: paid } = shop.emulator.control.ledger();
    return JSON.stringify({
      ticks,
      rows: rows.map((row) => ({
        ...[row.status, row.captured, row.refunded, row.late, row.uncertain, row.abandoned, row.retiring],
        ...{ attention: row.attention, fulfilment: row.fulfilment, failing: row.failures > 0 },
        expired: isOver(row.expiresAt),
        notified: row.notifiedAt !== null,
        due: isOver(row.nextLookAt),
        leased: row.lookLeaseUntil !== null,
        hinted: row.hintedAt !== null && row.hintedAt.getTime() > now - intervalMs,
      })),
      told: told.map(({ kind, nextAttemptAt }) => ({ kind, due: isOver(nextAttemptAt) })),
      asked: asked.map(({ status, nextLookAt }) => ({ status, due: isOver(nextLookAt) })),
      inbox: inbox.length,
      codes: codes.map(({ state }) => state),
      paid: paid.map(({ status, refunded }) => ({ status, refunded })),
      underway: underway.length,
      heard: shop.paidOrders.length,
    });
  }

  /** The shopper comes back and wants to pay: there must never be two codes that she could pay. */
  async function startAgain(path: readonly string[]): Promise<void> {
    const now = await shop.kaikei.payments.start({ order });
    const open = shop.emulator.control.ledger().codes.filter(({ state }) => state === "open");
    expect({ path, open: open.length > 1 }).toEqual({ path, open: false });
    if (now.status === "pending" && !now.retiring) await happen.pay();
  }

  /** The weather clears, news arrives, time passes, and whatever is due is done until nothing is. */
  async function followUntilQuiet(path: readonly string[]): Promise<void> {
    shop.emulator.control.faults.clear();
    while (underway.length > 0) await happen.webhook();
    await shop.idle();
    for (let passes = 0; ; passes += 1) {
      const due = await nextDue();
      if (due === null) break;
      expect({ path, stuck: passes > 40 }).toEqual({ path, stuck: false });
      // At least an hour, or the test would sit through every look at a code that nobody pays.
      await shop.reconcileAfter(Math.max(3_600_000, due - aheadMs - shop.now().getTime() + 1));
    }
    await expectAgreement(path);
  }

  async function nextDue(): Promise<number | null> {
    const { db } = database;
    const dues = [
      (await db.select({ at: min(payments.nextLookAt) }).from(payments))[0]?.at,
      (await db.select({ at: min(operations.nextLookAt) }).from(operations))[0]?.at,
      (await db.select({ at: min(deliveries.nextAttemptAt) }).from(deliveries))[0]?.at,
    ];
    const times = dues.flatMap((at) => (at ? [at.getTime()] : []));
    return times.length === 0 ? null : Math.min(...times);
  }

  async function expectAgreement(path: readonly string[]): Promise<void> {
    const ours = await shop.kaikei.payments.list({ order });
    const { payments: theirs, codes } = shop.emulator.control.ledger();
    const kept = (payment: (typeof theirs)[number]) =>
      payment.status === "FAILED" ? 0 : payment.captured - payment.refunded;
    const summary = {
      path,
      money: ours.map(({ id, status, captured, refunded }) => ({
        id,
        kept: status === "completed" ? captured - refunded : 0,
      })),
      tooMuch: theirs.reduce((total, payment) => total + kept(payment), 0) > price,
      told: shop.paidOrders.length,
      open: ours.filter(
        (payment) => ["created", "pending", "authorized"].includes(payment.status) || payment.retiring,
      ),
      uncertain: ours.filter(({ uncertain, attention }) => uncertain || attention !== null),
      payable: codes.filter(({ state }) => state === "open").length,
      many: shop.calls().filter((call) => call === "GET /v2/codes/payments/:id").length > 40,
    };
    expect(summary).toEqual({
      path,
      money: ours.map(({ id }) => ({
        id,
        kept: theirs
          .filter((payment) => payment.merchantPaymentId === id)
          .reduce((total, payment) => total + kept(payment), 0),
      })),
      tooMuch: false,
      told: theirs.length > 0 ? 1 : 0,
      open: [],
      uncertain: [],
      payable: 0,
      many: false,
    });
  }
});

const failed = {
  resultInfo: { code: "SERVICE_ERROR", message: "try later", codeId: "08100026" },
  data: null,
};
const match = { method: "DELETE", path: "/v2/codes/" };
const deleteFaults = {
  fail: { kind: "status", status: 500, body: failed, match },
  "lose their answer": { kind: "reset_after", match },
} as const;

/** How many sequences of at most `longest` things the graph of joint states stands for. */
function countSequences(
  root: string,
  nextOf: ReadonlyMap<string, readonly string[]>,
  longest: number,
): number {
  let ways = new Map([[root, 1]]);
  let total = 0;
  for (let length = 1; length <= longest; length += 1) {
    const onward = new Map<string, number>();
    for (const [state, count] of ways) {
      for (const next of nextOf.get(state) ?? []) onward.set(next, (onward.get(next) ?? 0) + count);
    }
    ways = onward;
    for (const count of ways.values()) total += count;
  }
  return total;
}
