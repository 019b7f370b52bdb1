import { z } from "zod";

/** Which calls are meant. A path is a prefix, or with `*` a pattern of the whole path in which `*` stands for anything. */
export const callMatchSchema = z.object({
  method: z.string().optional(),
  path: z.string().optional(),
});

export type CallMatch = z.input<typeof callMatchSchema>;

export function matches(match: CallMatch, call: { readonly method: string; readonly path: string }): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== call.method) return false;
  if (match.path === undefined) return true;
  if (!match.path.includes("*")) return call.path.startsWith(match.path);
  const parts = match.path.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(call.path);
}
