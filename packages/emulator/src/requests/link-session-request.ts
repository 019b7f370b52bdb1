import { z } from "zod";
import { scopeSchema } from "../scopes.ts";
import { redirectTypeSchema, redirectUrlSchema, textSchema } from "./fields.ts";

/** `POST /v1/qr/sessions`. PayPay wants https; http is taken too, because shops are tried on loopback. */
export const linkSessionRequestSchema = z.object({
  scopes: z.array(scopeSchema).min(1),
  nonce: textSchema.min(1),
  redirectUrl: redirectUrlSchema,
  redirectType: redirectTypeSchema.nullish(),
  referenceId: textSchema.min(1),
  phoneNumber: textSchema.nullish(),
  deviceId: textSchema.nullish(),
  userAgent: textSchema.nullish(),
});

export type LinkSessionRequest = z.infer<typeof linkSessionRequestSchema>;
