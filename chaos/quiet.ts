import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { FastClock } from "./fast-clock.ts";

/**
 * What follows within two minutes belongs to the same turn: a refund's second look, a hook's second try. But not what waits
 * for a shopper, which is looked at for hours.
 */
const followUpMs = 120_000;

/** Waits until the servers have done what is due. Returns how much still is when patience is over. */
export async function untilQuiet(
  pool: pg.Pool,
  { clock, patienceMs }: { clock: FastClock; patienceMs: number },
): Promise<number> {
  for (const end = Date.now() + patienceMs; ; await sleep(250)) {
    const now = new Date(clock.now());
    const soon = new Date(clock.now() + followUpMs);
    const { rows } = await pool.query<{ left: string }>(
      `select (select count(*) from kaikei.payments where next_look_at <= $1 or look_lease_until > $1
          or (next_look_at <= $2 and status in ('created', 'pending', 'authorized')))
        + (select count(*) from kaikei.operations where next_look_at <= $1
          or (next_look_at <= $2 and status <> 'awaiting_shopper'))
        + (select count(*) from kaikei.cashbacks where next_look_at <= $2)
        + (select count(*) from kaikei.deliveries where next_attempt_at <= $2) as left`,
      [now, soon],
    );
    const left = Number(rows[0]?.left ?? 0);
    if (left === 0 || Date.now() > end) return left;
  }
}
