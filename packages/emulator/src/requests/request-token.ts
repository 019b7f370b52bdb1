import { z } from "zod";
import { scopeSchema } from "../scopes.ts";
import { linkSessionRequestSchema } from "./link-session-request.ts";

/** Claims of the token that a shop signs itself to open the older page. Its scopes are one text, with commas. */
export const requestTokenSchema = linkSessionRequestSchema.omit({ scopes: true }).extend({
  aud: z.literal("paypay.ne.jp"),
  iss: z.string().min(1),
  /** Epoch seconds. */
  exp: z.number(),
  scope: z
    .string()
    .transform((text) => text.split(",").map((scope) => scope.trim()))
    .pipe(z.array(scopeSchema).min(1)),
});
