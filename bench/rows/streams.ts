import { setTimeout as sleep } from "node:timers/promises";
import { createKaikei } from "@kaikei/server";
import { paypay } from "@kaikei/server/paypay";
import { Pool } from "undici";
import { trialMerchant } from "../../packages/server/src/providers/paypay/options.ts";
import { heapOf, secret, startNextApp } from "../next-app.ts";
import { openDatabase } from "../open-database.ts";
import type { Row } from "../result.ts";

/** Enough that what is compiled and cached meanwhile, some megabytes in all, does not show. */
const warmUp = 300;
const counted = 1500;
const open = warmUp + counted;

export const streams: Row = {
  name: "streams",
  method:
    "What the heap of a Next server grows by (after collecting garbage, the least of 16 readings) when 1,500 more streams are opened and kept: `GET /payments/:id/events`, each of another payment; at the same time bare streams in a second process.",
  run: async () => {
    const database = await openDatabase(2);
    await database.pool.query(
      `insert into kaikei.payments (id, order_name, provider, environment, merchant, status, currency, ordered, begin_request, created_at, expires_at, next_look_at)
        select 'pay_' || n, 'order-' || n, 'paypay', 'emulator', $1, 'pending', 'JPY', 4200, '{}', now(), now() + interval '1 hour', now() + interval '1 day'
        from generate_series(1, $2::int) as n`,
      [trialMerchant.merchantId, open],
    );
    const tokens = await grantAll(database.url);
    const app = () => startNextApp({ databaseUrl: database.url, payPayUrl: "http://127.0.0.1:4010" });
    const [ourApp, bareApp] = [await app(), await app()];
    const ours = new Pool(ourApp.origin, { connections: null, bodyTimeout: 0 });
    const bare = new Pool(bareApp.origin, { connections: null, bodyTimeout: 0 });

    const openFor = async (
      some: typeof tokens,
      { pool, pathOf }: { pool: Pool; pathOf: (payment: string) => string },
    ) => {
      for (const [payment, token] of some) {
        const { statusCode, body } = await pool.request({
          path: pathOf(payment),
          method: "GET",
          headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
        });
        if (statusCode !== 200) throw new Error(`${pathOf(payment)} answered ${statusCode}.`);
        // It ends by an error when the pool is destroyed.
        body.on("error", () => undefined).resume();
      }
    };
    const kinds = [
      {
        pool: ours,
        origin: ourApp.origin,
        pathOf: (payment: string) => `/api/kaikei/payments/${payment}/events`,
      },
      { pool: bare, origin: bareApp.origin, pathOf: (payment: string) => `/bare-stream/${payment}` },
    ];
    await Promise.all(kinds.map((kind) => openFor(tokens.slice(0, warmUp), kind)));
    const before = await Promise.all(kinds.map(({ origin }) => leastHeap(origin)));
    await Promise.all(kinds.map((kind) => openFor(tokens.slice(warmUp), kind)));
    const after = await Promise.all(kinds.map(({ origin }) => leastHeap(origin)));
    const [oursEach = 0, bareEach = 0] = after.map(
      (bytes, kind) => (bytes - (before[kind] ?? 0)) / counted / 1000,
    );
    await ours.destroy();
    await bare.destroy();
    await ourApp.end();
    await bareApp.end();
    await database.close();
    return [
      {
        what: "Heap per open stream against a bare Next stream",
        target: "<= 1.15x",
        measured: `${(oursEach / bareEach).toFixed(2)}x: ${oursEach.toFixed(1)} against ${bareEach.toFixed(1)} kB`,
        met: oursEach / bareEach <= 1.15,
      },
    ];
  },
};

/** The least of many readings: what a request leaves behind, and what a server's caches hold, goes in its own time. */
async function leastHeap(origin: string): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < 16; reading += 1) {
    least = Math.min(least, await heapOf(origin));
    await sleep(350);
  }
  return least;
}

async function grantAll(database: string): Promise<[payment: string, token: string][]> {
  const kaikei = createKaikei({
    providers: [paypay({ environment: "emulator" })],
    database,
    secret,
    publicUrl: "http://127.0.0.1:3000",
    resolveOrder: () => null,
    onPaid: () => undefined,
  });
  const tokens: [string, string][] = [];
  for (let turn = 1; turn <= open; turn += 1) {
    const { token } = await kaikei.payments.grant(`pay_${turn}`);
    tokens.push([`pay_${turn}`, token]);
  }
  await kaikei.close();
  return tokens;
}
