import type { z } from "zod";
import { KaikeiError } from "../errors.ts";

/** @throws KaikeiError `invalid_request`, naming the field. */
export function readInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new KaikeiError("invalid_request", `${issue?.path.join(".")}: ${issue?.message}`);
}
