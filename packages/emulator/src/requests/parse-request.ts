import type { z } from "zod";
import { type Refusal, refuse } from "../result-codes.ts";

/** Reads a body by its schema. What is absent is MISSING, what is there but wrong is INVALID: PayPay tells them apart. */
export function parseRequest<T>(body: Uint8Array, schema: z.ZodType<T>): { readonly value: T } | Refusal {
  const json = readJson(body);
  if (json === undefined) return refuse("INVALID_REQUEST_PARAMS", "The body is not JSON");
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  const issue = parsed.error.issues[0];
  const path = issue?.path ?? [];
  const field = path.join(".") || "body";
  const missing = path.length > 0 && valueAt(json, path) == null;
  return missing
    ? refuse("MISSING_REQUEST_PARAMS", `${field} is missing`)
    : refuse("INVALID_REQUEST_PARAMS", `${field}: ${issue?.message ?? "invalid"}`);
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (isRecord(at) ? at[String(key)] : undefined), value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
