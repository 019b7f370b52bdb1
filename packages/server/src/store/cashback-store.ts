import { and, desc, eq, isNull, lte, notInArray, or, sql } from "drizzle-orm";
import { absentForMs, type Cashback, type CashbackKind, openForMs, reversible } from "../domain/cashback.ts";
import type { Money } from "../domain/money.ts";
import { isFinal } from "../domain/operation.ts";
import { KaikeiError } from "../errors.ts";
import type { Database } from "./database.ts";
import { limitIdle } from "./idle-limit.ts";
import { cashbacks, payments } from "./schema.ts";
import { inScope, type Scope } from "./scope.ts";

/** A cashback with what only those who follow it need. */
export interface OpenCashback extends Cashback {
  provider: string;
  environment: string;
  merchant: string;
  /** The link of the customer's account that it goes to. */
  accountLink: string;
  /** Looks and attempts in a row that brought nothing. */
  failures: number;
}

type Where = Scope & { provider: string };

interface ToWrite {
  id: string;
  reason: string | null;
  key: string;
  now: Date;
  leaseUntil: Date;
}

/** What makes two wishes with one key the same wish. */
export interface GiveWish {
  customer: string;
  payment: string | null;
  amount: Money;
  key: string;
  where: Where;
}

/**
 * The cashback that was given under this key; null when there is none.
 *
 * @throws KaikeiError `idempotency_conflict`: the key was used for something else.
 */
export async function findGiven(db: Database, wish: GiveWish): Promise<OpenCashback | null> {
  const earlier = await findByKey(db, wish.where, wish.key);
  if (earlier === null) return null;
  const same =
    earlier.kind === "give" &&
    earlier.customer === wish.customer &&
    earlier.amount.amount === wish.amount.amount &&
    earlier.payment === wish.payment;
  if (!same) throw conflict(earlier);
  return earlier;
}

/** Writes a cashback down before the provider is asked. The same key again brings the earlier one. */
export async function insertCashback(
  db: Database,
  give: GiveWish & ToWrite & { accountLink: string },
): Promise<{ cashback: OpenCashback; fresh: boolean }> {
  return db.transaction(async (tx) => {
    await limitIdle(tx);
    if (give.payment !== null) await checkPayment(tx, give.payment, give.where);
    const fresh = await writeDown(tx, { ...give, kind: "give", of: null });
    if (fresh !== null) return { cashback: fresh, fresh: true };
    const earlier = await findGiven(tx, give);
    if (earlier === null) throw new Error("a key that is taken has no row");
    return { cashback: earlier, fresh: false };
  });
}

/** Writes a reversal down, if that much of the cashback is left to take back. */
export async function insertReversal(
  db: Database,
  reverse: ToWrite & {
    of: string;
    /** Minor units; null: all that is left. */
    amount: number | null;
    scopes: readonly Scope[];
  },
): Promise<{ cashback: OpenCashback; fresh: boolean }> {
  return db.transaction(async (tx) => {
    await limitIdle(tx);
    const [row] = await tx
      .select()
      .from(cashbacks)
      .where(and(eq(cashbacks.id, reverse.of), eq(cashbacks.kind, "give"), or(...reverse.scopes.map(ours))))
      .for("update");
    if (row === undefined) throw new KaikeiError("cashback_not_found", `There is no cashback ${reverse.of}.`);
    const given = cashbackOf(row);
    const reversals = await listReversals(tx, given.id);
    const same = reversals.find(({ key }) => key === reverse.key);
    if (same !== undefined) {
      // What was taken back can be less than what was asked for: the customer had spent the rest.
      const agrees =
        reverse.amount === null || same.amount.amount === reverse.amount || takenLess(same, reverse.amount);
      if (!agrees) throw conflict(same);
      return { cashback: same, fresh: false };
    }
    const left = reversible(given, reversals);
    const amount = reverse.amount ?? left;
    if (amount < 1 || amount > left) {
      throw new KaikeiError(
        "cashback_refused",
        `amount: ${amount} was asked back, ${left} of ${given.amount.amount} ${given.amount.currency} can still be taken back; the cashback is ${given.status}.`,
      );
    }
    const { customer, accountLink, payment } = given;
    const money = { amount, currency: given.amount.currency };
    const written = {
      ...reverse,
      kind: "reverse" as const,
      customer,
      accountLink,
      payment,
      amount: money,
      where: given,
    };
    const fresh = await writeDown(tx, written);
    if (fresh !== null) return { cashback: fresh, fresh: true };
    throw conflict((await findByKey(tx, given, reverse.key)) ?? given);
  });
}

function takenLess({ status, amount }: Cashback, asked: number): boolean {
  return status === "done" && amount.amount < asked;
}

function conflict({ key, kind, amount, customer }: Cashback): KaikeiError {
  const what = kind === "give" ? "a cashback" : "a reversal";
  return new KaikeiError(
    "idempotency_conflict",
    `key ${key} was used for ${what} of ${amount.amount} ${amount.currency} for customer ${customer}.`,
  );
}

async function checkPayment(tx: Database, id: string, where: Scope): Promise<void> {
  const [payment] = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.id, id), inScope(where)));
  if (payment === undefined) throw new KaikeiError("payment_not_found", `There is no payment ${id}.`);
}

async function writeDown(
  tx: Database,
  {
    where,
    amount,
    now,
    leaseUntil,
    ...cashback
  }: ToWrite & {
    kind: CashbackKind;
    of: string | null;
    customer: string;
    accountLink: string;
    payment: string | null;
    amount: Money;
    where: Where;
  },
): Promise<OpenCashback | null> {
  const { provider, environment, merchant } = where;
  const [row] = await tx
    .insert(cashbacks)
    .values({
      ...cashback,
      ...amount,
      provider,
      environment,
      merchant,
      status: "requested",
      requestedAt: now,
      askedAt: now,
      nextLookAt: leaseUntil,
    })
    .onConflictDoNothing()
    .returning();
  return row === undefined ? null : cashbackOf(row);
}

async function findByKey(db: Database, where: Scope, key: string): Promise<OpenCashback | null> {
  const [row] = await db
    .select()
    .from(cashbacks)
    .where(and(ours(where), eq(cashbacks.key, key)));
  return row === undefined ? null : cashbackOf(row);
}

async function listReversals(db: Database, of: string): Promise<OpenCashback[]> {
  const rows = await db.select().from(cashbacks).where(eq(cashbacks.of, of)).orderBy(cashbacks.requestedAt);
  return rows.map(cashbackOf);
}

export async function getCashback(db: Database, id: string): Promise<OpenCashback> {
  const [row] = await db.select().from(cashbacks).where(eq(cashbacks.id, id));
  if (row === undefined) throw new KaikeiError("cashback_not_found", `There is no cashback ${id}.`);
  return cashbackOf(row);
}

export interface CashbackFilter {
  /** The shop's own id of who got it. */
  customer?: string | undefined;
  /** Only those that do not end by themselves: somebody has to ask the provider what became of them. */
  needsAttention?: boolean | undefined;
}

/** Cashbacks and their reversals, newest first. */
export async function listCashbacks(
  db: Database,
  {
    customer,
    needsAttention,
    now,
    limit,
    where,
  }: CashbackFilter & { now: Date; limit: number; where: Scope },
): Promise<OpenCashback[]> {
  const rows = await db
    .select()
    .from(cashbacks)
    .where(
      and(
        ours(where),
        customer === undefined ? undefined : eq(cashbacks.customer, customer),
        needsAttention ? waitsForPerson(now) : undefined,
      ),
    )
    .orderBy(desc(cashbacks.requestedAt), desc(cashbacks.id))
    .limit(limit);
  return rows.map(cashbackOf);
}

/** The same as `needsPerson`, where the database looks for them. */
function waitsForPerson(now: Date) {
  const before = (ms: number) => new Date(now.getTime() - ms);
  return and(
    notInArray(cashbacks.status, ["done", "declined", "lapsed"]),
    or(
      lte(cashbacks.requestedAt, before(openForMs)),
      and(
        eq(cashbacks.status, "uncertain"),
        isNull(cashbacks.problem),
        lte(cashbacks.absentSince, before(absentForMs)),
      ),
    ),
  );
}

/**
 * Takes the right to ask the provider, once: null when somebody has asked meanwhile. A process that was frozen and
 * wakes up therefore asks for nothing a second time.
 */
export async function claimAsking(
  db: Database,
  id: string,
  { now, leaseUntil, accountLink }: { now: Date; leaseUntil: Date; accountLink?: string },
): Promise<OpenCashback | null> {
  const [row] = await db
    .update(cashbacks)
    .set({
      status: "uncertain",
      askedAt: now,
      absentSince: null,
      nextLookAt: leaseUntil,
      ...(accountLink === undefined ? {} : { accountLink }),
    })
    .where(and(eq(cashbacks.id, id), eq(cashbacks.status, "requested")))
    .returning();
  return row === undefined ? null : cashbackOf(row);
}

/** Writes how a cashback stands and when to look again. A final one is never moved, an accepted one stays accepted. */
export async function settleCashback(
  db: Database,
  id: string,
  change: Pick<OpenCashback, "status" | "problem" | "absentSince" | "failures"> & {
    nextLookAt: Date | null;
    /** Of a reversal: what was really taken back. */
    amount?: number;
  },
): Promise<OpenCashback> {
  return db.transaction(async (tx) => {
    await limitIdle(tx);
    const [before] = await tx.select().from(cashbacks).where(eq(cashbacks.id, id)).for("update");
    if (before === undefined) throw new KaikeiError("cashback_not_found", `There is no cashback ${id}.`);
    const goesBack = change.status === "requested" || change.status === "uncertain";
    if (isFinal(before.status) || (before.status === "accepted" && goesBack)) return cashbackOf(before);
    const [after] = await tx.update(cashbacks).set(change).where(eq(cashbacks.id, id)).returning();
    return cashbackOf(after ?? before);
  });
}

/** Claims cashbacks that are due for a look, by moving their next look to when this claim lapses. */
export async function claimDueCashbacks(
  db: Database,
  {
    scopes,
    now,
    leaseUntil,
    limit,
  }: { scopes: readonly Scope[]; now: Date; leaseUntil: Date; limit: number },
): Promise<OpenCashback[]> {
  const due = db
    .select({ id: cashbacks.id })
    .from(cashbacks)
    .where(and(lte(cashbacks.nextLookAt, now), or(...scopes.map(ours))))
    .orderBy(cashbacks.nextLookAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  const rows = await db
    .update(cashbacks)
    .set({ nextLookAt: leaseUntil })
    .where(sql`${cashbacks.id} in ${due}`)
    .returning();
  return rows.map(cashbackOf);
}

function ours({ environment, merchant }: Scope) {
  return and(eq(cashbacks.environment, environment), eq(cashbacks.merchant, merchant));
}

function cashbackOf(row: typeof cashbacks.$inferSelect): OpenCashback {
  const { nextLookAt, currency, amount, ...cashback } = row;
  return { ...cashback, amount: { amount, currency } };
}
