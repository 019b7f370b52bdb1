import { z } from "zod";
import { clockSettingsSchema } from "./fast-clock.ts";

/** What a server process is told when it starts. */
export const childSettingsSchema = z.object({
  port: z.number(),
  databaseUrl: z.string(),
  emulatorUrl: z.string(),
  publicUrl: z.string(),
  secret: z.string(),
  apiKey: z.string(),
  apiSecret: z.string(),
  clock: clockSettingsSchema,
  /** Milliseconds of the fast clock. */
  pollIntervalMs: z.number(),
  lateGraceMs: z.number(),
  /** How often a hook of the shop fails, before or after what it does. */
  hookFailures: z.number(),
  seed: z.string(),
});
export type ChildSettings = z.infer<typeof childSettingsSchema>;

/** What it is told while it runs. */
export const orderSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("skip"), ms: z.number() }),
  /** The shop's hooks fail no more. */
  z.object({ kind: z.literal("calm") }),
]);
export type Order = z.infer<typeof orderSchema>;
