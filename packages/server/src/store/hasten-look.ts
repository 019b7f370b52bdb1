import { eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { payments } from "./schema.ts";

/**
 * Makes the next scheduled look of a payment due at `at`, unless it is due before. While somebody is looking, what is
 * due is the look under way, which may be too early for the news: then another one follows at `at`, since the end of a
 * claim leaves a due time alone that was set meanwhile. It tells by the time itself, so that has to be another one.
 */
export async function hastenLook(db: Database, id: string, at: Date): Promise<void> {
  const instant = sql`${at.toISOString()}::timestamptz`;
  await db
    .update(payments)
    .set({
      nextLookAt: sql`case
        when ${payments.lookLeaseUntil} > ${instant} and ${payments.nextLookAt} = ${instant}
          then ${instant} + interval '1 millisecond'
        when ${payments.lookLeaseUntil} > ${instant} then ${instant}
        else least(${payments.nextLookAt}, ${instant}) end`,
    })
    .where(eq(payments.id, id));
}
