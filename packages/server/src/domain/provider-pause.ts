import { z } from "zod";

/** Why nobody calls a provider for a while: it says so, or it does not accept our key. */
export const pauseReasonSchema = z.enum(["rate_limited", "maintenance", "unauthorized"]);
export type PauseReason = z.infer<typeof pauseReasonSchema>;
