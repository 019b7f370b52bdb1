import { and, eq, lte, sql } from "drizzle-orm";
import { type ProviderState, serving } from "../domain/provider-pause.ts";
import type { Database } from "./database.ts";
import { providerStates } from "./schema.ts";
import type { Scope } from "./scope.ts";

// How providers stand with their merchants, shared by all processes. Each change names the state that it was decided
// on: of several processes that are refused at once, one writes it down.

export interface ProviderKey extends Scope {
  provider: string;
}

export async function readProviderState(db: Database, key: ProviderKey): Promise<ProviderState> {
  const [state] = await db
    .select({
      pausedUntil: providerStates.pausedUntil,
      reason: providerStates.reason,
      failures: providerStates.failures,
    })
    .from(providerStates)
    .where(isKey(key));
  return state ?? serving;
}

/** Claims to be the one who calls after a pause. False: somebody else is. */
export async function claimProbe(
  db: Database,
  key: ProviderKey,
  { now, until }: { now: Date; until: Date },
): Promise<boolean> {
  const claimed = await db
    .update(providerStates)
    .set({ pausedUntil: until })
    .where(and(isKey(key), lte(providerStates.pausedUntil, now)))
    .returning({ provider: providerStates.provider });
  return claimed.length > 0;
}

/** Writes `after` if nobody has counted another refusal, or a success, since `before` was read. */
export async function changeProviderState(
  db: Database,
  key: ProviderKey,
  { before, after, now }: { before: ProviderState; after: ProviderState; now: Date },
): Promise<boolean> {
  const values = { ...after, changedAt: now };
  const changed = await db
    .insert(providerStates)
    .values({ ...key, ...values })
    .onConflictDoUpdate({
      target: [providerStates.provider, providerStates.environment, providerStates.merchant],
      set: values,
      setWhere: sql`${providerStates.failures} = ${before.failures} and ${providerStates.reason} is not distinct from ${before.reason}`,
    })
    .returning({ provider: providerStates.provider });
  return changed.length > 0;
}

function isKey({ provider, environment, merchant }: ProviderKey) {
  return and(
    eq(providerStates.provider, provider),
    eq(providerStates.environment, environment),
    eq(providerStates.merchant, merchant),
  );
}
