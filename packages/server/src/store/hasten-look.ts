import { eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { payments } from "./schema.ts";

/**
 * Makes the next scheduled look of a payment due at `at`, unless it is due before. Also while somebody is looking: the
 * end of a claim leaves a due time alone that was set meanwhile.
 */
export async function hastenLook(db: Database, id: string, at: Date): Promise<void> {
  await db
    .update(payments)
    .set({ nextLookAt: sql`least(${payments.nextLookAt}, ${at.toISOString()}::timestamptz)` })
    .where(eq(payments.id, id));
}
