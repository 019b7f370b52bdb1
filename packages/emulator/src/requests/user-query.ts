import { z } from "zod";
import { authorizationIdSchema, productTypeSchema } from "./fields.ts";

/** `GET` calls about a linked user. In a query everything is text. */
export const userQuerySchema = z.object({ userAuthorizationId: authorizationIdSchema });

export const paymentMethodsQuerySchema = userQuerySchema.extend({
  productType: productTypeSchema.optional(),
});

export const balanceQuerySchema = paymentMethodsQuerySchema.extend({ currency: z.literal("JPY") });

export const balanceCheckQuerySchema = balanceQuerySchema.extend({
  amount: z
    .string()
    .regex(/^[1-9]\d{0,10}$/)
    .transform(Number),
});
