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
 * A link to an account has changed. PayPay writes `authroization`; should it ever be corrected, that is understood too
 * (Go SDK 2026). What it says of the link is not read either.
 */
const customerEventSchema = z.object({
  notification_type: z
    .string()
    .regex(/^customer\.auth(?:roiz|oriz)ation\.(?:succeeded|failed|revoked|extended|canceled)$/),
  /** Not there in the events of attempts that came to nothing. */
  userAuthorizationId: z.string().min(1).max(64),
});

/** The daily file. Who may be asked for it is the shop's to say: the event is no more signed than the others. */
const fileSchema = z.object({
  notification_type: z.literal("file.created"),
  notification_id: z.string().min(1).max(255),
  path: z.string().min(1).max(2048),
});

/**
 * What a webhook speaks of. Pure, and throws nothing whatever the body is.
 *
 * @returns `null` for events that are about nothing we could look at, and for anything unreadable.
 */
export function readNotification(body: unknown): NotificationHint | null {
  return readTransaction(body) ?? readCustomerEvent(body) ?? readFileEvent(body);
}

function readTransaction(body: unknown): NotificationHint | null {
  const event = transactionSchema.safeParse(body);
  if (!event.success) return null;
  const { merchant_order_id: paymentId, order_id: providerPaymentId } = event.data;
  if (paymentId === null && providerPaymentId === null) return null;
  return { about: "payment", paymentId, providerPaymentId };
}

function readCustomerEvent(body: unknown): NotificationHint | null {
  const event = customerEventSchema.safeParse(body);
  return event.success ? { about: "account", authorization: event.data.userAuthorizationId } : null;
}

function readFileEvent(body: unknown): NotificationHint | null {
  const event = fileSchema.safeParse(body);
  if (!event.success) return null;
  return { about: "file", notificationId: event.data.notification_id, url: event.data.path };
}
