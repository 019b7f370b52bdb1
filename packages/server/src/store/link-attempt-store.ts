import { and, eq, gt, inArray, lte } from "drizzle-orm";
import type { AccountLink, LinkAttemptStatus } from "../domain/account-link.ts";
import { insertLink, type LinkOwner, lockOwner, type NewLink } from "./account-link-store.ts";
import type { Database } from "./database.ts";
import { limitIdle } from "./idle-limit.ts";
import { linkAttempts } from "./schema.ts";

/** A customer has set out to link an account. */
export interface LinkAttempt extends LinkOwner {
  id: string;
  scopes: readonly string[];
  /** Path on the shop's own origin. */
  returnPath: string;
  status: LinkAttemptStatus;
  /** Of the cookie of the browser that began. */
  browserHash: string | null;
  /** What her account can be charged with, sealed, while she has not confirmed that it is hers. */
  pendingCipher: string | null;
  maskedPhone: string | null;
  expiresAt: Date;
}

/** Writes an attempt down. False: its customer has begun `most` others since `since`. */
export async function insertAttempt(
  db: Database,
  {
    scopes,
    now,
    most,
    since,
    ...attempt
  }: LinkOwner & {
    id: string;
    nonceHash: string;
    browserHash: string;
    returnPath: string;
    scopes: readonly string[];
    now: Date;
    expiresAt: Date;
    most: number;
    since: Date;
  },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await limitIdle(tx);
    await lockOwner(tx, attempt);
    const { provider, environment, merchant, customer, createdAt } = linkAttempts;
    const earlier = await tx.$count(
      linkAttempts,
      and(
        eq(customer, attempt.customer),
        gt(createdAt, since),
        eq(provider, attempt.provider),
        eq(environment, attempt.environment),
        eq(merchant, attempt.merchant),
      ),
    );
    if (earlier >= most) return false;
    await tx.insert(linkAttempts).values({ ...attempt, scopes: [...scopes], status: "open", createdAt: now });
    return true;
  });
}

export async function findAttempt(
  db: Database,
  by: { id: string } | { nonceHash: string },
): Promise<LinkAttempt | null> {
  const [row] = await db
    .select()
    .from(linkAttempts)
    .where("id" in by ? eq(linkAttempts.id, by.id) : eq(linkAttempts.nonceHash, by.nonceHash));
  if (row === undefined) return null;
  const { nonceHash, createdAt, finishedAt, ...attempt } = row;
  return attempt;
}

/**
 * Keeps what a browser has brought that did not begin the attempt, until its customer confirms it there. It takes
 * nothing from anybody: the attempt can be finished as before. False: it is over.
 */
export async function keepPending(
  db: Database,
  {
    id,
    pendingCipher,
    maskedPhone,
    now,
  }: Pick<LinkAttempt, "id" | "pendingCipher" | "maskedPhone"> & { now: Date },
): Promise<boolean> {
  const kept = await db
    .update(linkAttempts)
    .set({ status: "awaiting_confirmation", pendingCipher, maskedPhone })
    .where(and(eq(linkAttempts.id, id), isUnfinished(now)))
    .returning({ id: linkAttempts.id });
  return kept.length > 0;
}

/** Ends an attempt, once. False: somebody else has, or its time is over. */
export async function finishAttempt(
  db: Database,
  { id, status, now }: { id: string; status: "linked" | "declined" | "failed"; now: Date },
): Promise<boolean> {
  const finished = await db
    .update(linkAttempts)
    .set({ status, finishedAt: now, pendingCipher: null, maskedPhone: null })
    .where(and(eq(linkAttempts.id, id), isUnfinished(now)))
    .returning({ id: linkAttempts.id });
  return finished.length > 0;
}

/** Uses an attempt up and links the account, all or nothing. Null: it was used, or is over. */
export async function linkByAttempt(
  db: Database,
  {
    attempt,
    link,
    now,
  }: { attempt: LinkAttempt; link: Omit<NewLink, keyof LinkOwner | "scopes">; now: Date },
): Promise<AccountLink | null> {
  const { id, provider, environment, merchant, customer, scopes } = attempt;
  return db.transaction(async (tx) => {
    await limitIdle(tx);
    if (!(await finishAttempt(tx, { id, status: "linked", now }))) return null;
    return insertLink(tx, { ...link, provider, environment, merchant, customer, scopes }, now);
  });
}

/** Attempts that nobody can come back from any more. */
export async function forgetAttempts(
  db: Database,
  { expiredBefore }: { expiredBefore: Date },
): Promise<void> {
  await db.delete(linkAttempts).where(lte(linkAttempts.expiresAt, expiredBefore));
}

function isUnfinished(now: Date) {
  return and(
    inArray(linkAttempts.status, ["open", "awaiting_confirmation"]),
    gt(linkAttempts.expiresAt, now),
  );
}
