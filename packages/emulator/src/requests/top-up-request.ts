import { z } from "zod";
import {
  authorizationIdSchema,
  epochSchema,
  merchantIdSchema,
  moneySchema,
  redirectTypeSchema,
  redirectUrlSchema,
} from "./fields.ts";

/** `POST /v1/code/topup`. */
export const topUpRequestSchema = z.object({
  merchantTopUpId: merchantIdSchema,
  userAuthorizationId: authorizationIdSchema,
  minimumTopUpAmount: moneySchema,
  codeType: z.literal("TOPUP_QR"),
  requestedAt: epochSchema.nullish(),
  redirectUrl: redirectUrlSchema.nullish(),
  redirectType: redirectTypeSchema.nullish(),
  userAgent: z.string().max(2048).nullish(),
  metadata: z.unknown().optional(),
});

export type TopUpRequest = z.infer<typeof topUpRequestSchema>;
