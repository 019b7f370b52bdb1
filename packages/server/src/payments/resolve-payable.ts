import { KaikeiError } from "../errors.ts";
import { type PayableOrder, type PaymentContext, payableOrderSchema } from "./context.ts";

interface Asked {
  order: string;
  /** The visitor's; null when nobody visits. */
  request: Request | null;
}

/**
 * Asks the shop what an order costs.
 *
 * @throws KaikeiError `order_not_found`, `order_invalid`.
 */
export async function resolvePayable(ctx: PaymentContext, asked: Asked): Promise<PayableOrder> {
  const payable = await findPayable(ctx, asked);
  if (payable !== null) return payable;
  throw new KaikeiError("order_not_found", `There is no order ${asked.order} for this visitor.`);
}

/**
 * The same, null for an order that cannot be paid.
 *
 * @throws KaikeiError `order_invalid`.
 */
export async function findPayable(ctx: PaymentContext, asked: Asked): Promise<PayableOrder | null> {
  const resolved = await ctx.resolveOrder(asked);
  if (resolved === null) return null;
  const parsed = payableOrderSchema.safeParse(resolved);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new KaikeiError("order_invalid", `resolveOrder: ${issue?.path.join(".")}: ${issue?.message}`);
}
