import { z } from "zod";
import type { NotificationHint } from "../../provider.ts";
import { merchantIdSchema } from "./request-schemas.ts";

/**
 * PayPay's OpenAPI 2026-05. What it says of states and amounts is not read: the event is not signed and proves
 * nothing.
 */
const transactionSchema = z.object({
  notification_type: z.literal("Transaction"),
  /** Ours; empty in the events of holds. */
  merchant_order_id: merchantIdSchema.nullable().catch(null),
  /** PayPay's paymentId. */
  order_id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .nullable()
    .catch(null),
});

/**
 * Which payment a webhook speaks of. Pure, and throws nothing whatever the body is.
 *
 * @returns `null` for events that are about no payment: files, account links, and anything unreadable.
 */
export function readNotification(body: unknown): NotificationHint | null {
  const event = transactionSchema.safeParse(body);
  if (!event.success) return null;
  const { merchant_order_id: paymentId, order_id: providerPaymentId } = event.data;
  if (paymentId === null && providerPaymentId === null) return null;
  return { about: "payment", paymentId, providerPaymentId };
}
