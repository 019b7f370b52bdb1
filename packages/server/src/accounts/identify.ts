import { KaikeiError } from "../errors.ts";
import { type Customer, customerSchema, type PaymentContext } from "../payments/context.ts";

/**
 * Which of the shop's customers has sent a request; null when nobody is signed in.
 *
 * @throws KaikeiError `configuration` when the shop answers something that is no customer.
 */
export async function identify(ctx: PaymentContext, request: Request): Promise<Customer | null> {
  const said = (await ctx.identifyCustomer?.({ request })) ?? null;
  if (said === null) return null;
  const customer = customerSchema.safeParse(said);
  if (customer.success) return customer.data;
  throw new KaikeiError(
    "configuration",
    "identifyCustomer: expected null or { id }, a text of 1 to 200 characters.",
  );
}

/** @throws KaikeiError `customer_unknown`, `configuration`. */
export async function requireCustomer(ctx: PaymentContext, request: Request): Promise<Customer> {
  if (ctx.identifyCustomer === null) {
    throw new KaikeiError("configuration", "createKaikei: identifyCustomer is needed to link accounts.");
  }
  const customer = await identify(ctx, request);
  if (customer === null) throw new KaikeiError("customer_unknown", "Nobody is signed in to the shop.");
  return customer;
}
