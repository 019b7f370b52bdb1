import type pg from "pg";
import type { Payment } from "../../packages/server/src/domain/payment.ts";
import { recordObservation } from "../../packages/server/src/store/payment-store.ts";
import { examplePayment } from "../../packages/server/src/testing/payment-example.ts";
import { openDatabase } from "../open-database.ts";
import type { Row } from "../result.ts";
import { compareRounds, inWords } from "../rounds.ts";

const connections = 10;
const perRound = 500;
const rounds = { count: 21, warmUp: 3 };
const rules = { refundDuplicates: true, tells: new Set(["paid"] as const) };
const expiresAt = new Date("2026-11-21T03:05:00Z");
const now = new Date("2026-11-21T03:00:01Z");
const code = {
  providerCodeId: "04-abc",
  expiresAt,
  nextAction: {
    kind: "scan_qr",
    url: "https://qr.paypay.ne.jp/28180104471018400562036736",
    deepLink: "paypay://payment?link_key=x",
  },
} as const;

export const transitions: Row = {
  name: "transitions",
  method:
    "500 payments that get their code, over 10 connections to a real PostgreSQL (fsync off, same machine); `recordObservation` in turn with the same update, insert and notify sent as four statements by node-postgres alone, 21 rounds each.",
  run: async () => {
    const database = await openDatabase(connections);
    const { pool, kaikei } = database;
    const rate = (write: (payment: Payment) => Promise<unknown>) => async () => {
      const waiting = await insertPayments(pool);
      const started = performance.now();
      await Promise.all(
        Array.from({ length: connections }, async () => {
          for (let payment = waiting.pop(); payment !== undefined; payment = waiting.pop())
            await write(payment);
        }),
      );
      return (perRound * 1000) / (performance.now() - started);
    };
    const comparison = await compareRounds(
      rounds,
      rate(async (payment) => {
        const observation = { status: "pending", code } as const;
        const { changed } = await recordObservation(kaikei.db, { payment, observation, rules, now });
        if (!changed) throw new Error("Nothing was recorded.");
      }),
      rate((payment) => inFourTrips(pool, payment)),
    );
    await database.close();
    return [
      {
        what: "Transitions per second, 10 connections, against four trips",
        target: ">= 1.7x",
        measured: `${inWords(comparison)}: ${comparison.ours.toFixed(0)} against ${comparison.theirs.toFixed(0)}`,
        met: comparison.ratio >= 1.7,
      },
    ];
  },
};

let inserted = 0;

async function insertPayments(pool: pg.Pool): Promise<Payment[]> {
  const payments = Array.from({ length: perRound }, () => {
    inserted += 1;
    return examplePayment({ id: `pay_${inserted}`, order: `order-${inserted}` });
  });
  await pool.query(
    `insert into kaikei.payments (id, order_name, provider, environment, merchant, status, currency, ordered, begin_request, uncertain, created_at)
      select id, order_name, 'paypay', 'emulator', '100000000000000001', 'created', 'JPY', 4200, '{}', true, $3
      from unnest($1::text[], $2::text[]) as new (id, order_name)`,
    [payments.map(({ id }) => id), payments.map(({ order }) => order), payments[0]?.createdAt],
  );
  await pool.query("analyze kaikei.payments");
  return payments;
}

/** `begin` goes with the update's trip in no driver, so four is the fewest that a transaction of three can have. */
async function inFourTrips(pool: pg.Pool, payment: Payment): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query(
      `update kaikei.payments set status = $1, provider_code_id = $2, next_action = $3, expires_at = $4, uncertain = false, version = $5
        where id = $6 and version = $7`,
      [
        "pending",
        code.providerCodeId,
        JSON.stringify(code.nextAction),
        expiresAt,
        payment.version + 1,
        payment.id,
        payment.version,
      ],
    );
    await client.query(
      "insert into kaikei.payment_events (payment_id, version, kind, status, detail, at) values ($1, $2, 'changed', 'pending', $3, $4)",
      [
        payment.id,
        payment.version + 1,
        JSON.stringify({ source: "provider", observation: { status: "pending", code } }),
        now,
      ],
    );
    await client.query(`notify kaikei_payments, '${payment.id} ${payment.version + 1}'; commit`);
  } finally {
    client.release();
  }
}
