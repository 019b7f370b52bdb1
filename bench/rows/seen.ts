import { setTimeout as sleep } from "node:timers/promises";
import { startEmulator } from "@kaikei/emulator";
import { Pool } from "undici";
import { lookOf } from "../../packages/react/src/look.ts";
import { afterAnswer } from "../../packages/react/src/wire/requests.ts";
import { grantSchema, viewSchema } from "../../packages/server/src/testing/wire-schemas.ts";
import { startNextApp } from "../next-app.ts";
import { openDatabase } from "../open-database.ts";
import { createRandom } from "../random.ts";
import { readEvents } from "../read-events.ts";
import type { Row } from "../result.ts";
import { quantile } from "../rounds.ts";

const streamed = 60;
const polled = 40;
const intervalMs = 4500;

export const seen: Row = {
  name: "seen",
  method:
    "Two Next processes on one PostgreSQL: the webhook of a payment goes to one, the browser is at the other. From the payment in the emulator until the browser's stream (60 payments, one after the other) or its poll (40 at random moments, the browser's own pace) says completed.",
  run: async () => {
    const database = await openDatabase(2);
    let webhooksTo = "";
    const emulator = await startEmulator({
      port: 0,
      customers: [{ id: "hanako", name: { ja: "花子", en: "Hanako" }, balance: 1_000_000_000 }],
      webhookUrl: "http://shop.invalid/api/kaikei/notifications/paypay",
      fetch: (url, init) => fetch(new URL(new URL(String(url)).pathname, webhooksTo), init),
    });
    const app = () => startNextApp({ databaseUrl: database.url, payPayUrl: emulator.url });
    const [toldApp, watchedApp] = [await app(), await app()];
    webhooksTo = toldApp.origin;
    const pool = new Pool(watchedApp.origin, { connections: 128, bodyTimeout: 0 });

    const start = async (order: string) => {
      const { body } = await pool.request({
        path: "/api/kaikei/payments",
        method: "POST",
        headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
        body: JSON.stringify({ order }),
      });
      return grantSchema.parse(await body.json());
    };
    const pay = (merchantPaymentId: string) => {
      emulator.control.pay({ merchantPaymentId, customer: "hanako" });
      return performance.now();
    };

    const byStream = async (order: string) => {
      const { token, payment } = await start(order);
      const { body } = await pool.request({
        path: `/api/kaikei/payments/${payment.id}/events`,
        method: "GET",
        headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
      });
      let paidAt = 0;
      for await (const { status } of readEvents(body)) {
        if (status === "completed") return performance.now() - paidAt;
        if (paidAt === 0) paidAt = pay(payment.id);
      }
      throw new Error("A stream ended before it said that its payment is completed.");
    };
    const random = createRandom(2);
    const byPoll = async (order: string) => {
      const { token, payment } = await start(order);
      let paidAt = 0;
      const payLater = sleep(1000 + random() * 9000).then(() => {
        paidAt = pay(payment.id);
      });
      let look = lookOf(payment);
      while (look.view?.status !== "completed") {
        await sleep(look.pauseMs);
        const { body } = await pool.request({
          path: `/api/kaikei/payments/${payment.id}`,
          method: "GET",
          headers: { authorization: `Bearer ${token}` },
        });
        const value = viewSchema.parse(await body.json());
        look = afterAnswer(look, { ok: true, value }, Date.now(), Math.random);
      }
      const seenAt = performance.now();
      await payLater;
      return seenAt - paidAt;
    };

    const warmUp = 5;
    const streams: number[] = [];
    for (let turn = 0; turn < streamed + warmUp; turn += 1) {
      const took = await byStream(`streamed-${turn}`);
      if (turn >= warmUp) streams.push(took);
    }
    const polls = await Promise.all(Array.from({ length: polled }, (_, turn) => byPoll(`polled-${turn}`)));
    await pool.destroy();
    await toldApp.end();
    await watchedApp.end();
    await emulator.close();
    await database.close();

    const inMs = (times: number[]) =>
      `p50 ${quantile(times, 0.5).toFixed(0)}, p95 ${quantile(times, 0.95).toFixed(0)} ms`;
    return [
      {
        what: "Paid until seen by stream, webhook at another process",
        target: "p95 <= 250 ms",
        measured: inMs(streams),
        met: quantile(streams, 0.95) <= 250,
      },
      {
        what: "Paid until seen by polling",
        target: `p95 <= ${intervalMs + 300} ms`,
        measured: inMs(polls),
        met: quantile(polls, 0.95) <= intervalMs + 300,
      },
    ];
  },
};
