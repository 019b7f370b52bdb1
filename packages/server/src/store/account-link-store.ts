import { and, desc, eq, gt, inArray, lte, or, sql } from "drizzle-orm";
import type { AccountLink, LinkEnd } from "../domain/account-link.ts";
import type { Database } from "./database.ts";
import { accountLinks } from "./schema.ts";
import type { Scope } from "./scope.ts";

/** Whose link: a customer of the shop with one provider and merchant. */
export interface LinkOwner extends Scope {
  provider: string;
  customer: string;
}

/** Which links a process may touch: those of the providers that it is configured for. */
type ProviderScope = Scope & { name: string };

/** A link with what only the server may see of it. */
export interface StoredLink {
  link: AccountLink;
  /** What the account is charged with, sealed; null once the provider has ended it too. */
  cipher: string | null;
  /** Looks in a row that brought no answer. */
  failures: number;
}

/** A look at a link that nobody else makes until `until`. */
export interface LinkClaim extends StoredLink {
  until: Date;
}

export async function findLink(db: Database, id: string): Promise<StoredLink | null> {
  const [row] = await db.select().from(accountLinks).where(eq(accountLinks.id, id));
  return row === undefined ? null : storedLinkOf(row);
}

/** The customer's active link, else the last that ended. */
export async function findCurrentLink(db: Database, owner: LinkOwner): Promise<StoredLink | null> {
  const [row] = await db
    .select()
    .from(accountLinks)
    .where(isOwnedBy(owner))
    .orderBy(sql`${accountLinks.status} = 'active' desc`, desc(accountLinks.linkedAt))
    .limit(1);
  return row === undefined ? null : storedLinkOf(row);
}

/** Ends the customer's active link; whoever does it goes on to end it at the provider too, until the claim lapses. */
export async function endActiveLink(
  db: Database,
  owner: LinkOwner,
  { now, leaseUntil }: { now: Date; leaseUntil: Date },
): Promise<LinkClaim | null> {
  const [row] = await db
    .update(accountLinks)
    .set({ ...ended("unlinked", now), nextLookAt: leaseUntil })
    .where(and(isOwnedBy(owner), eq(accountLinks.status, "active")))
    .returning();
  return row === undefined ? null : { ...storedLinkOf(row), until: leaseUntil };
}

/** Whether a customer's link is charged with one of these: two customers may have linked the same account. */
export async function isInUse(
  db: Database,
  scope: Scope & { provider: string },
  hashes: readonly string[],
): Promise<boolean> {
  const rows = await db
    .select({ id: accountLinks.id })
    .from(accountLinks)
    .where(and(isOf(scope), hasHash(hashes), eq(accountLinks.status, "active")))
    .limit(1);
  return rows.length > 0;
}

/** Claims one link that is due, or up to `limit` of them; several processes may ask at once and get different ones. */
export async function claimDueLinks(
  db: Database,
  {
    scopes,
    id,
    now,
    leaseUntil,
    limit,
  }: {
    scopes: readonly ProviderScope[];
    id?: string;
    now: Date;
    leaseUntil: Date;
    limit: number;
  },
): Promise<LinkClaim[]> {
  const due = db
    .select({ id: accountLinks.id })
    .from(accountLinks)
    .where(
      and(
        id === undefined ? undefined : eq(accountLinks.id, id),
        isOfAny(scopes),
        lte(accountLinks.nextLookAt, now),
      ),
    )
    .orderBy(accountLinks.nextLookAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  const rows = await db
    .update(accountLinks)
    .set({ nextLookAt: leaseUntil, lookedAt: now })
    .where(sql`${accountLinks.id} in ${due}`)
    .returning();
  return rows.map((row) => ({ ...storedLinkOf(row), until: leaseUntil }));
}

/**
 * Makes the next look at links due now, or as soon as `intervalMs` have passed since the last one, whoever asks and
 * however often. Those that have nothing left to look at, or are due already, are left alone.
 */
export async function hastenLinks(
  db: Database,
  which: { id: string } | { scopes: readonly ProviderScope[]; hashes: readonly string[] },
  { now, intervalMs }: { now: Date; intervalMs: number },
): Promise<string[]> {
  const instant = sql`${now.toISOString()}::timestamptz`;
  const soonest = sql`greatest(${instant}, ${accountLinks.lookedAt} + ${`${intervalMs} milliseconds`}::interval)`;
  const named =
    "id" in which ? eq(accountLinks.id, which.id) : and(isOfAny(which.scopes), hasHash(which.hashes));
  const rows = await db
    .update(accountLinks)
    .set({ nextLookAt: soonest })
    .where(and(named, sql`${accountLinks.nextLookAt} > ${soonest}`))
    .returning({ id: accountLinks.id });
  return rows.map(({ id }) => id);
}

/** What a look has brought. */
export interface LinkNews {
  scopes?: readonly string[];
  maskedPhone?: string;
  expiresAt?: Date | null;
  end?: { because: LinkEnd; at: Date };
  /** Null forgets for good what the account was charged with. */
  sealed?: null;
  failures: number;
  nextLookAt: Date | null;
}

/**
 * Writes down what a look has brought, unless the customer has linked anew or unlinked meanwhile. A look that somebody
 * asked for during this one stays due when they said. Null: nothing was written.
 */
export async function settleLink(
  db: Database,
  claim: LinkClaim,
  { end, sealed, scopes, nextLookAt, ...news }: LinkNews,
): Promise<AccountLink | null> {
  const until = sql`${claim.until.toISOString()}::timestamptz`;
  const planned = sql`${nextLookAt === null ? null : nextLookAt.toISOString()}::timestamptz`;
  const [row] = await db
    .update(accountLinks)
    .set({
      ...news,
      ...(scopes !== undefined && { scopes: [...scopes] }),
      ...(end !== undefined && ended(end.because, end.at)),
      ...(sealed === null && { authorizationCipher: null }),
      nextLookAt:
        sealed === null
          ? null
          : sql`case when ${accountLinks.nextLookAt} = ${until} then ${planned}
        else least(${accountLinks.nextLookAt}, ${planned}) end`,
    })
    .where(
      and(
        eq(accountLinks.id, claim.link.id),
        eq(accountLinks.status, claim.link.status),
        sql`${accountLinks.authorizationCipher} is not distinct from ${claim.cipher}`,
      ),
    )
    .returning();
  return row === undefined ? null : storedLinkOf(row).link;
}

/**
 * Links that were not sealed with the present secret, those whose cipher begins with something else than `prefix`: the
 * first by id that come after `after`.
 */
export async function listSealedOtherwise(
  db: Database,
  {
    scopes,
    prefix,
    after,
    limit,
  }: { scopes: readonly ProviderScope[]; prefix: string; after: string; limit: number },
): Promise<{ id: string; cipher: string }[]> {
  const { id, authorizationCipher } = accountLinks;
  const isOther = sql`left(${authorizationCipher}, ${prefix.length}) <> ${prefix}`;
  const rows = await db
    .select({ id, cipher: sql<string>`${authorizationCipher}` })
    .from(accountLinks)
    .where(and(isOfAny(scopes), isOther, gt(id, after)))
    .orderBy(id)
    .limit(limit);
  return rows;
}

/** The same authorization, sealed with another secret; not of a link that has changed meanwhile. */
export async function resealLink(
  db: Database,
  { id, cipher, sealed }: { id: string; cipher: string; sealed: { cipher: string; hash: string } },
): Promise<void> {
  await db
    .update(accountLinks)
    .set({ authorizationCipher: sealed.cipher, authorizationHash: sealed.hash })
    .where(and(eq(accountLinks.id, id), eq(accountLinks.authorizationCipher, cipher)));
}

/** A link to be written down; its id is fixed only then, since a customer who links the same account again keeps hers. */
export interface NewLink extends LinkOwner {
  id: string;
  seal: (link: string) => string;
  hash: string;
  /** By every secret, to recognise the same account. */
  hashes: readonly string[];
  maskedPhone: string | null;
  scopes: readonly string[];
}

/**
 * Links an account to a customer, in the caller's transaction. Another account that she had linked is unlinked by that;
 * of the same one the link is renewed. The provider is asked soon how it stands.
 */
export async function insertLink(
  tx: Database,
  { seal, hash, hashes, scopes, id, maskedPhone, ...owner }: NewLink,
  now: Date,
): Promise<AccountLink> {
  // Two inserts at once would not see each other's row, and the index would refuse the second one.
  await lockOwner(tx, owner);
  // What is being ended over there and has just been allowed again must not be ended any more.
  await tx
    .update(accountLinks)
    .set({ authorizationCipher: null, nextLookAt: null })
    .where(and(isOf(owner), hasHash(hashes), eq(accountLinks.status, "ended")));
  const [active] = await tx
    .select()
    .from(accountLinks)
    .where(and(isOwnedBy(owner), eq(accountLinks.status, "active")))
    .for("update");
  const renewed = active !== undefined && hashes.includes(active.authorizationHash);
  const values = {
    authorizationCipher: seal(renewed ? active.id : id),
    authorizationHash: hash,
    maskedPhone,
    linkedAt: now,
    nextLookAt: now,
    failures: 0,
  };
  if (renewed) {
    const all = [...new Set([...active.scopes, ...scopes])];
    const [row] = await tx
      .update(accountLinks)
      .set({ ...values, scopes: all })
      .where(eq(accountLinks.id, active.id))
      .returning();
    return linkOf(row);
  }
  if (active !== undefined) {
    await tx
      .update(accountLinks)
      .set({ ...ended("unlinked", now), nextLookAt: now })
      .where(eq(accountLinks.id, active.id));
  }
  const [row] = await tx
    .insert(accountLinks)
    .values({ ...owner, ...values, id, scopes: [...scopes], status: "active" })
    .returning();
  return linkOf(row);
}

/** One at a time for each customer, until the transaction ends. */
export async function lockOwner(
  tx: Database,
  { provider, environment, merchant, customer }: LinkOwner,
): Promise<void> {
  const name = JSON.stringify([provider, environment, merchant, customer]);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1))`);
}

function ended(because: LinkEnd, at: Date) {
  return { status: "ended", endedBecause: because, endedAt: at } as const;
}

function isOf({ provider, environment, merchant }: Scope & { provider: string }) {
  return and(
    eq(accountLinks.provider, provider),
    eq(accountLinks.environment, environment),
    eq(accountLinks.merchant, merchant),
  );
}

function isOfAny(scopes: readonly ProviderScope[]) {
  return or(
    ...scopes.map(({ name, environment, merchant }) => isOf({ provider: name, environment, merchant })),
  );
}

function isOwnedBy(owner: LinkOwner) {
  return and(isOf(owner), eq(accountLinks.customer, owner.customer));
}

function hasHash(hashes: readonly string[]) {
  return inArray(accountLinks.authorizationHash, [...hashes]);
}

type Row = typeof accountLinks.$inferSelect;

function linkOf(row: Row | undefined): AccountLink {
  if (row === undefined) throw new Error("a statement returned no row");
  return storedLinkOf(row).link;
}

function storedLinkOf(row: Row): StoredLink {
  const { authorizationCipher: cipher, authorizationHash, nextLookAt, lookedAt, failures, ...link } = row;
  return { link, cipher, failures };
}
