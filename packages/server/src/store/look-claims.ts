import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { hastenLook } from "./hasten-look.ts";
import { payments } from "./schema.ts";
import { inScope, type Scope } from "./scope.ts";

// Who may call the provider about a payment, and when. A claim is one statement: it moves the lease under the row's
// lock, so however many tabs, webhooks and processes want to look, one does.

export interface Claim {
  payment: string;
  /** When it lapses by itself. A holder that wakes up later than this no longer owns it. */
  until: Date;
  /** When its scheduled look was due as the claim was made. */
  due: Date | null;
  /** Looks in a row that brought no answer. */
  failures: number;
}

interface ClaimTimes {
  now: Date;
  /** When the claim lapses by itself, should its holder die. */
  leaseUntil: Date;
}

const claimed = {
  payment: payments.id,
  until: sql<Date>`${payments.lookLeaseUntil}`.mapWith(payments.lookLeaseUntil),
  due: payments.nextLookAt,
  failures: payments.failures,
};

function free(now: Date) {
  return or(isNull(payments.lookLeaseUntil), lte(payments.lookLeaseUntil, now));
}

/** Claims the scheduled look of one payment, if it is due and nobody is looking. */
export async function claimDueLook(db: Database, id: string, times: ClaimTimes): Promise<Claim | null> {
  const [claim] = await db
    .update(payments)
    .set({ lookLeaseUntil: times.leaseUntil })
    .where(and(eq(payments.id, id), lte(payments.nextLookAt, times.now), free(times.now)))
    .returning(claimed);
  return claim ?? null;
}

/** Claims up to `limit` due looks; several processes may ask at once and get different ones. */
export async function claimDueLooks(
  db: Database,
  { scopes, limit, times }: { scopes: readonly Scope[]; limit: number; times: ClaimTimes },
): Promise<Claim[]> {
  const due = db
    .select({ id: payments.id })
    .from(payments)
    .where(and(inScope(...scopes), lte(payments.nextLookAt, times.now), free(times.now)))
    .orderBy(payments.nextLookAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  return db
    .update(payments)
    .set({ lookLeaseUntil: times.leaseUntil })
    .where(sql`${payments.id} in ${due}`)
    .returning(claimed);
}

/**
 * Claims a look because something hinted at news: at most one per interval. A hint beyond that budget, or during a
 * look, is not lost: it brings the scheduled look forward.
 */
export async function claimHintedLook(
  db: Database,
  id: string,
  times: ClaimTimes & { intervalMs: number },
): Promise<Claim | null> {
  const previousHintBefore = new Date(times.now.getTime() - times.intervalMs);
  const [claim] = await db
    .update(payments)
    .set({ lookLeaseUntil: times.leaseUntil, hintedAt: times.now })
    .where(
      and(
        eq(payments.id, id),
        free(times.now),
        or(isNull(payments.hintedAt), lte(payments.hintedAt, previousHintBefore)),
        // While we back off, a hint is no reason to ask before the time.
        or(eq(payments.failures, 0), lte(payments.nextLookAt, times.now)),
      ),
    )
    .returning(claimed);
  if (claim !== undefined) return claim;
  const [row] = await db.select({ failures: payments.failures }).from(payments).where(eq(payments.id, id));
  if (row?.failures === 0) await hastenLook(db, id, new Date(times.now.getTime() + times.intervalMs));
  return null;
}

/**
 * Claims a payment for a call that the shopper or the shop asked for (begin again, cancel), if nobody holds it and,
 * with a `version`, if it still stands as the caller saw it.
 */
export async function claimForCall(
  db: Database,
  { id, version }: { id: string; version?: number },
  times: ClaimTimes,
): Promise<Claim | null> {
  const [claim] = await db
    .update(payments)
    .set({ lookLeaseUntil: times.leaseUntil })
    .where(
      and(
        eq(payments.id, id),
        version === undefined ? undefined : eq(payments.version, version),
        free(times.now),
      ),
    )
    .returning(claimed);
  return claim ?? null;
}

/**
 * Ends a claim, if it has not lapsed to somebody else, and says when the next look is due. A look that somebody asked
 * for meanwhile stays due when they said.
 */
export async function releaseClaim(
  db: Database,
  claim: Claim,
  { nextLookAt, failures }: { nextLookAt: Date | null; failures: number },
): Promise<void> {
  const due = claim.due === null ? null : claim.due.toISOString();
  const planned = nextLookAt === null ? null : nextLookAt.toISOString();
  await db
    .update(payments)
    .set({
      lookLeaseUntil: null,
      nextLookAt: sql`case when ${payments.nextLookAt} is distinct from ${due}::timestamptz
        then least(${payments.nextLookAt}, ${planned}::timestamptz) else ${planned}::timestamptz end`,
      failures,
    })
    .where(and(eq(payments.id, claim.payment), eq(payments.lookLeaseUntil, claim.until)));
}
