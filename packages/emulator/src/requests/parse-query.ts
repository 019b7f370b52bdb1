import type { z } from "zod";
import { type Refusal, refuse } from "../result-codes.ts";

/** Reads a query by its schema. An empty value counts as absent, as SDKs send it for what they were not given. */
export function parseQuery<T>(
  query: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
): { readonly value: T } | Refusal {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return { value: parsed.data };
  const issue = parsed.error.issues[0];
  const field = String(issue?.path[0] ?? "query");
  return given[field] === undefined
    ? refuse("MISSING_REQUEST_PARAMS", `${field} is missing`)
    : refuse("INVALID_REQUEST_PARAMS", `${field}: ${issue?.message ?? "invalid"}`);
}
