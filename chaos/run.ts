import { startEmulator, trialMerchant } from "@kaikei/emulator";
import type pg from "pg";
import { z } from "zod";
import { startPostgres } from "../packages/server/src/testing/postgres-server.ts";
import { askStaff } from "./ask.ts";
import { type Books, readOurBooks, readTheirBooks } from "./books.ts";
import { customerName, walletOf } from "./customer-names.ts";
import { linkAccounts, wallets } from "./customers.ts";
import { createFastClock, type FastClock } from "./fast-clock.ts";
import { drawFaults } from "./faults.ts";
import { forge } from "./forge.ts";
import { planCheckout } from "./plan.ts";
import { untilQuiet } from "./quiet.ts";
import { createRandom } from "./random.ts";
import { type Servers, startServers } from "./servers.ts";
import { createShopTables, openShopPool } from "./shop-tables.ts";
import { checkOut } from "./shopper.ts";
import type { World } from "./world.ts";

export interface ChaosOptions {
  checkouts: number;
  seed: string;
  /** Progress, for people. */
  say(line: string): void;
}

export interface ChaosRun {
  books: Books;
  faults: number;
  kills: number;
  /** The last warnings of the servers' logs. */
  warnings: readonly string[];
}

const processes = 3;
const shoppersAtOnce = 40;
const killEvery = 200;
const publicUrl = "http://localhost:3000";
const secret = "canary-of-the-tokens-0123456789-abcdefghij";
const apiSecret = "Y2FuYXJ5LW9mLXRoZS1hcGktc2VjcmV0LTAx";
/** So many of our seconds pass in a real one. */
const factor = 20;
const hourMs = 3_600_000;
/**
 * Everything is final after two turns, an hour apart, except what has a time of its own: a shopper may allow more for six
 * hours, and holds end after eight at most.
 */
const turnHours = [1, 1, 5, 3];

/** Lets everything go wrong while shoppers check out, then lets it be, and reads both books. */
export async function runChaos({ checkouts, seed, say }: ChaosOptions): Promise<ChaosRun> {
  const random = createRandom(seed);
  const clock = createFastClock({
    realStart: Date.now(),
    start: Date.parse("2026-11-21T03:00:00Z"),
    factor,
    skipped: 0,
  });
  const faults = drawFaults(random.fork("faults"), clock);
  say(`seed ${seed}: ${faults.describe()}`);
  const pollIntervalMs = 4500;
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const postgres = await startPostgres();
    closing.push(postgres.stop);
    const databaseUrl = await postgres.createDatabase();
    const pool = openShopPool(databaseUrl);
    closing.push(() => pool.end());
    await createShopTables(pool);

    let servers: Servers | null = null;
    const urls = () => servers?.urls() ?? [];
    const anyServer = random.fork("balancer");
    const sender = (path: string, init?: RequestInit) => {
      const known = urls();
      return fetch((known[anyServer.between(0, known.length - 1)] ?? "") + path, init);
    };
    let everybodyIsLinked = false;
    const emulator = await startEmulator({
      port: 0,
      clock: clock.now,
      merchants: [{ ...trialMerchant, apiSecret }],
      customers: [{ id: "shopper", name: { ja: "客", en: "Shopper" }, balance: 1e12 }, ...wallets],
      webhookUrl: `${publicUrl}/api/kaikei/notifications/paypay`,
      fetch: (url, init) => sender(new URL(String(url)).pathname, init),
      codeLifeSeconds: 90,
      duplicateCreate: random.chance(0.5) ? "replay" : "reject",
      refundSettlesAfterSeconds: random.chance(0.5) ? 20 : 0,
      refundFailsFirst: random.chance(0.5),
      cancelSettlesAfterSeconds: random.chance(0.5) ? 20 : 0,
      waitingCancelSeconds: random.between(0, 5),
      cashbackSettlesAfterSeconds: random.between(0, 20),
      cashbackHiddenSeconds: random.between(0, 5),
      refusedCharge: random.chance(0.5) ? "kept" : "forgotten",
      declinedRequest: random.chance(0.5) ? "CANCELED" : "FAILED",
      partlyRefunded: random.chance(0.5) ? "REFUNDED" : "COMPLETED",
      lapsedApprovalState: random.chance(0.5) ? "AUTHORIZED" : "EXPIRED_USER_CONFIRMATION",
      chooseFault: (call) => (everybodyIsLinked ? faults.chooseFault(call) : null),
      chooseWebhookFault: () => (everybodyIsLinked ? faults.chooseWebhookFault() : null),
    });
    closing.push(emulator.close);
    const started = await startServers({
      count: processes,
      clock,
      secrets: [secret, apiSecret],
      settings: {
        databaseUrl,
        emulatorUrl: emulator.url,
        publicUrl,
        secret,
        apiKey: trialMerchant.apiKey,
        apiSecret,
        pollIntervalMs,
        lateGraceMs: 10 * 60_000,
        hookFailures: 0.05,
        seed,
      },
    });
    servers = started;
    closing.push(started.stop);
    const { control } = emulator;
    await linkAccounts({ control, server: started.urls()[0] ?? "", publicUrl });
    everybodyIsLinked = true;

    const query = async <Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> => {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return (await pool.query<Row>(text, values)).rows;
        } catch (error) {
          // The database is being restarted.
          if (attempt === 20) throw error;
          await clock.sleep(10_000);
        }
      }
    };
    const tolerant = (act: () => unknown): boolean => {
      try {
        act();
        return true;
      } catch {
        // The wallet or the panel refuses, and says why on the shopper's screen.
        return false;
      }
    };
    const world: World = {
      clock,
      random: random.fork("shoppers"),
      servers: urls,
      publicUrl,
      addOrder: async ({ name, amount, capture, holdForMs }) => {
        await query(
          "insert into shop.orders (name, amount, capture, hold_for_ms) values ($1, $2, $3, $4) on conflict do nothing",
          [name, amount, capture, holdForMs],
        );
      },
      setPrice: async (order, amount) =>
        void (await query("update shop.orders set amount = $2 where name = $1", [order, amount])),
      approve: async (order, amount) =>
        void (await query("update shop.orders set approved = $2 where name = $1", [order, amount])),
      intendGift: async (key, amount) =>
        void (await query("insert into shop.gifts values ($1, $2) on conflict do nothing", [key, amount])),
      paymentsOf: async (order) =>
        (await query<{ id: string }>("select id from kaikei.payments where order_name = $1", [order])).map(
          ({ id }) => id,
        ),
      pay: (code) => tolerant(() => control.pay({ ...code, customer: "shopper" })),
      allow: async (payment) => {
        const named = "select provider_payment_id as id from kaikei.payments where id = $1";
        const [held] = await query<{ id: string | null }>(named, [payment]);
        return tolerant(() => control.approve(held?.id ?? ""));
      },
      answer: (merchantPaymentId, customer, answer) =>
        tolerant(() =>
          control.answerRequest({ merchantPaymentId, customer: walletOf(customerName(customer)), answer }),
        ),
      cancelInPanel: (merchantPaymentId) => void tolerant(() => control.cancel({ merchantPaymentId })),
    };

    const forged: string[] = [];
    const mischief = random.fork("mischief");
    let next = 0;
    let done = 0;
    let kills = 0;
    const disturbances: Promise<unknown>[] = [];
    const every = Math.min(killEvery, Math.ceil(checkouts / 4));
    const disturb = (number: number) => {
      if (number % every === 0 && number > 0) {
        kills += 1;
        disturbances.push(
          clock
            .sleep(mischief.between(0, 10_000))
            .then(() => started.kill(mischief.between(0, processes - 1))),
        );
        // The clock at PayPay's door and ours go apart, and together again.
        control.clock.skew([0, 119, -121, 3600, -3600][mischief.between(0, 4)] ?? 0);
      }
      if (number === Math.floor(checkouts / 2)) {
        disturbances.push(restart(postgres, { clock, say }));
      }
    };
    const shop = async () => {
      while (next < checkouts) {
        const number = next;
        next += 1;
        disturb(number);
        const plan = planCheckout(random, number);
        const forging = mischief.chance(0.2)
          ? clock
              .sleep(mischief.between(0, 10_000))
              .then(async () => forge(await world.paymentsOf(plan.order), { sender, forged }))
          : null;
        await Promise.all([checkOut(world, plan), forging]);
        done += 1;
      }
    };
    const progress = setInterval(() => {
      say(`${done} of ${checkouts} checkouts, ${faults.struck()} faults, ${kills} kills`);
    }, 5000);
    closing.push(async () => clearInterval(progress));
    await Promise.all(Array.from({ length: shoppersAtOnce }, shop));
    await Promise.all(disturbances);

    clearInterval(progress);
    say("nothing goes wrong any more, and time passes until everything is settled");
    faults.calm();
    started.tell({ kind: "calm" });
    control.clock.skew(0);
    for (const [turn, hours] of turnHours.entries()) {
      clock.skip(hours * hourMs);
      started.tell({ kind: "skip", ms: hours * hourMs });
      await control.idle();
      const left = await untilQuiet(pool, { clock, patienceMs: 120_000 + checkouts * 20 });
      say(`turn ${turn + 1}: ${left === 0 ? "quiet" : `${left} still due`}`);
    }
    const upstream = readTheirBooks(emulator);
    const books = {
      ...(await readOurBooks(pool)),
      forPeople: z.array(z.string()).parse(await askStaff(world, "for-people", {})),
      upstream,
      forged,
      leaks: started.leaks(),
      crashes: started.crashes(),
      pollIntervalMs,
    };
    return { books, faults: faults.struck(), kills, warnings: started.lastWarnings() };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** The database goes away under everybody, and comes back. */
async function restart(
  postgres: { halt(): Promise<void>; resume(): Promise<void> },
  { clock, say }: { clock: FastClock; say: (line: string) => void },
): Promise<void> {
  say("the database goes away");
  await postgres.halt();
  await clock.sleep(20_000);
  await postgres.resume();
  say("the database is back");
}
