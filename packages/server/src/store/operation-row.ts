import type { Operation } from "../domain/operation.ts";
import type { operations } from "./schema.ts";

/** A row without what only claims need. */
export function operationOf(row: typeof operations.$inferSelect): Operation {
  const { nextLookAt, failures, ...operation } = row;
  return operation;
}
