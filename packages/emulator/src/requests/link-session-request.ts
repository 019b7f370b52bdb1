import { z } from "zod";
import { scopeSchema } from "../scopes.ts";
import { redirectTypeSchema, textSchema } from "./fields.ts";

/** An address that a browser can be sent to, or an app's own scheme; never one that runs script. */
const redirectUrlSchema = textSchema
  .min(1)
  .refine(
    (address) =>
      URL.canParse(address) && !["javascript:", "data:", "vbscript:"].includes(new URL(address).protocol),
    "is not an address",
  );

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
