import { z } from "zod";

/** What the shop can be told of a payment. */
export const deliveryKindSchema = z.enum([
  "paid",
  "authorized",
  "refunded",
  "canceled",
  "expired",
  "duplicate",
]);
export type DeliveryKind = z.infer<typeof deliveryKindSchema>;
