import { startEmulator } from "@kaikei/emulator";
import { createKaikei } from "@kaikei/server";
import { paypay } from "@kaikei/server/paypay";
import { Pool } from "undici";
import { cpuOf, secret, startNextApp } from "../next-app.ts";
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

    const [ours, bare] = [newTally(), newTally()];
    const ask = (path: string, into: Tally) => async () => {
      const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
      let answers = 0;
      const before = await cpuOf(app.origin);
      const started = performance.now();
      await Promise.all(
        Array.from({ length: connections }, async () => {
          for (let now = performance.now(); now - started < roundMs; now = performance.now()) {
            const { statusCode, body } = await pool.request({ path, method: "GET", headers });
            await body.text();
            if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}.`);
            answers += 1;
            into.latencies.push(performance.now() - now);
          }
        }),
      );
      const tookMs = performance.now() - started;
      const after = await cpuOf(app.origin);
      into.cpu += after - before;
      return (answers * 1000) / tookMs;
    };
    const rate = await compareRounds(
      rounds,
      ask(`/api/kaikei/payments/${id}`, ours),
      ask(`/bare/${id}`, bare),
    );
    await pool.close();
    await app.end();
    await emulator.close();
    await database.close();

    const [oursP99, bareP99] = [quantile(ours.latencies, 0.99), quantile(bare.latencies, 0.99)];
    const [oursCpu = 0, bareCpu = 0] = [ours, bare].map(({ cpu, latencies }) => cpu / latencies.length);
    return [
      {
        what: "Status route's requests per second against a bare Next route",
        target: ">= 0.90x",
        measured: `${inWords(rate)}: ${rate.ours.toFixed(0)} against ${rate.theirs.toFixed(0)}; the server's CPU for one ${oursCpu.toFixed(0)} against ${bareCpu.toFixed(0)} µs`,
        met: rate.ratio >= 0.9,
      },
      {
        what: "Status route's p99 against a bare Next route",
        target: "<= 1.25x",
        measured: `${(oursP99 / bareP99).toFixed(2)}x: ${oursP99.toFixed(1)} against ${bareP99.toFixed(1)} ms`,
        met: oursP99 / bareP99 <= 1.25,
      },
    ];
  },
};

/** Milliseconds of each request, and microseconds of the server's CPU for all of them. */
interface Tally {
  latencies: number[];
  cpu: number;
}

function newTally(): Tally {
  return { latencies: [], cpu: 0 };
}

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
