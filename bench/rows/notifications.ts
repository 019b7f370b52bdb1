import { createServer, type Socket } from "node:net";
import { Pool } from "undici";
import { trialMerchant } from "../../packages/server/src/providers/paypay/options.ts";
import { startNextApp } from "../next-app.ts";
import { openDatabase } from "../open-database.ts";
import type { Row } from "../result.ts";
import { quantile } from "../rounds.ts";

const perSecond = 200;
const seconds = 12;

export const notifications: Row = {
  name: "notifications",
  method:
    "A Next server with PostgreSQL gets 200 notifications a second for 12 s, each about another payment, while PayPay's address accepts connections and never answers; the time from sending each to its 200. Beside them 10 requests a second go to a bare route of the same server, whose p99 says how busy the machine was.",
  run: async () => {
    const database = await openDatabase(2);
    const payPay = await startHangingServer();
    await database.pool.query(
      `insert into kaikei.payments (id, order_name, provider, environment, merchant, status, currency, ordered, begin_request, created_at, expires_at)
        select 'pay_' || n, 'order-' || n, 'paypay', 'emulator', $1, 'pending', 'JPY', 4200, '{}', now(), now() + interval '5 minutes'
        from generate_series(1, $2::int) as n`,
      [trialMerchant.merchantId, perSecond * seconds + 1],
    );
    const app = await startNextApp({ databaseUrl: database.url, payPayUrl: payPay.url });
    const pool = new Pool(app.origin, { connections: 64 });
    const notify = async (payment: number) => {
      const started = performance.now();
      const { statusCode, body } = await pool.request({
        path: "/api/kaikei/notifications/paypay",
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          notification_type: "Transaction",
          merchant_id: trialMerchant.merchantId,
          merchant_order_id: `pay_${payment}`,
          order_id: `0447${payment}`,
          order_amount: 4200,
          state: "COMPLETED",
        }),
      });
      await body.text();
      return { statusCode, tookMs: performance.now() - started };
    };
    // Opens the database, which a server does once.
    await notify(perSecond * seconds + 1);

    const askBare = async () => {
      const started = performance.now();
      const { body } = await pool.request({ path: "/bare/1", method: "GET" });
      await body.text();
      return performance.now() - started;
    };
    const bare: Promise<number>[] = [];
    const asking = setInterval(() => bare.push(askBare()), 100);

    const answers: ReturnType<typeof notify>[] = [];
    const started = performance.now();
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        const due = Math.min(
          Math.floor(((performance.now() - started) * perSecond) / 1000),
          perSecond * seconds,
        );
        while (answers.length < due) answers.push(notify(answers.length + 1));
        if (answers.length < perSecond * seconds) return;
        clearInterval(timer);
        resolve();
      }, 5);
    });
    clearInterval(asking);
    const settled = await Promise.all(answers);
    const bareP99 = quantile(await Promise.all(bare), 0.99);
    await pool.close();
    await app.end();
    await payPay.close();
    await database.close();

    const refused = settled.filter(({ statusCode }) => statusCode !== 200).length;
    const times = settled.map(({ tookMs }) => tookMs);
    const [p50, p99, max] = [quantile(times, 0.5), quantile(times, 0.99), Math.max(...times)];
    return [
      {
        what: `Notifications acknowledged, ${perSecond}/s, all of PayPay hanging`,
        target: "p99 <= 100 ms, max <= 1 s",
        measured: `p50 ${p50.toFixed(0)}, p99 ${p99.toFixed(0)}, max ${max.toFixed(0)} ms; ${refused} of ${settled.length} not 200; ${payPay.connections()} calls hung; a bare route's p99 meanwhile ${bareP99.toFixed(0)} ms`,
        met: p99 <= 100 && max <= 1000 && refused === 0,
      },
    ];
  },
};

async function startHangingServer() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen");
  return {
    url: `http://127.0.0.1:${address.port}`,
    connections: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
