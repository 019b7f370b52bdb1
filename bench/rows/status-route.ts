import { startEmulator } from "@kaikei/emulator";
import { createKaikei } from "@kaikei/server";
import { paypay } from "@kaikei/server/paypay";
import { Pool } from "undici";
import { secret, startNextApp } from "../next-app.ts";
import { openDatabase } from "../open-database.ts";
import type { Row } from "../result.ts";
import { compareRounds, inWords, quantile } from "../rounds.ts";

const connections = 8;
const roundMs = 600;
const rounds = { count: 25, warmUp: 5 };

export const statusRoute: Row = {
  name: "status",
  method:
    "A Next server (`next start`, PostgreSQL in its own process) asked over 8 connections, each as soon as it has an answer: `GET /payments/:id` with token and row in turn with a bare route that answers the same JSON, 25 rounds of 0.6 s each.",
  run: async () => {
    const database = await openDatabase(2);
    const emulator = await startEmulator({ port: 0 });
    const { id, token } = await startPayment(database.url, emulator.url);
    // Nothing but the row is asked for: no look is due.
    await database.pool.query("update kaikei.payments set next_look_at = now() + interval '1 day'");
    const app = await startNextApp({ databaseUrl: database.url, payPayUrl: emulator.url });
    const pool = new Pool(app.origin, { connections });

    const latencies: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
    const ask = (path: string, into: number[]) => async () => {
      const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
      let answers = 0;
      const started = performance.now();
      await Promise.all(
        Array.from({ length: connections }, async () => {
          for (let now = performance.now(); now - started < roundMs; now = performance.now()) {
            const { statusCode, body } = await pool.request({ path, method: "GET", headers });
            await body.text();
            if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}.`);
            answers += 1;
            into.push(performance.now() - now);
          }
        }),
      );
      return (answers * 1000) / (performance.now() - started);
    };
    const rate = await compareRounds(
      rounds,
      ask(`/api/kaikei/payments/${id}`, latencies.ours),
      ask(`/bare/${id}`, latencies.bare),
    );
    await pool.close();
    await app.end();
    await emulator.close();
    await database.close();

    const ours = quantile(latencies.ours, 0.99);
    const bare = quantile(latencies.bare, 0.99);
    return [
      {
        what: "Status route's requests per second against a bare Next route",
        target: ">= 0.90x",
        measured: `${inWords(rate)}: ${rate.ours.toFixed(0)} against ${rate.theirs.toFixed(0)}`,
        met: rate.ratio >= 0.9,
      },
      {
        what: "Status route's p99 against a bare Next route",
        target: "<= 1.25x",
        measured: `${(ours / bare).toFixed(2)}x: ${ours.toFixed(1)} against ${bare.toFixed(1)} ms`,
        met: ours / bare <= 1.25,
      },
    ];
  },
};

async function startPayment(database: string, payPayUrl: string): Promise<{ id: string; token: string }> {
  const kaikei = createKaikei({
    providers: [paypay({ environment: "emulator", emulatorUrl: payPayUrl })],
    database,
    secret,
    publicUrl: "http://127.0.0.1:3000",
    resolveOrder: () => ({ amount: { amount: 4200, currency: "JPY" } }),
    onPaid: () => undefined,
  });
  const { id } = await kaikei.payments.start({ order: "order-1" });
  const { token } = await kaikei.payments.grant(id);
  await kaikei.close();
  return { id, token };
}
