import { z } from "zod";
import type { ErrorView } from "../contract/error-view.ts";
import type { PaymentGrant } from "../contract/payment-view.ts";
import { currencySchema } from "../domain/money.ts";
import { KaikeiError } from "../errors.ts";
import type { Kaikei } from "../kaikei.ts";
import { createStderrLogger, describeError } from "../logger.ts";
import type { OpenKaikei } from "../open-kaikei.ts";
import { findShown } from "../payments/find-shown.ts";
import { readShopper } from "../payments/shopper.ts";
import { pollPayment } from "../payments/show.ts";
import { startPayment } from "../payments/start.ts";
import type { WaitUntil } from "./handler.ts";
import { viewError } from "./respond.ts";
import { requireSameOrigin } from "./same-origin.ts";

// For pages that the server renders: what the routes do for a browser with scripts. They never reject.

/**
 * The payment that a page can show at once, with a look at the provider after the answer if one is due. Null when there
 * is none, or none can be learned of now: the page offers to start one, and that says why it cannot be.
 */
export async function readPagePayment(
  kaikei: Kaikei,
  { order, headers, waitUntil }: { order: string; headers: Headers; waitUntil: WaitUntil },
): Promise<PaymentGrant | null> {
  let logger = createStderrLogger();
  try {
    const opened = await kaikei.open();
    const { payments: ctx, tokens } = opened;
    logger = ctx.logger;
    const payment = await findShown(ctx, { order, request: visitOf(opened, headers) });
    if (payment === null) return null;
    const { id } = payment;
    const { device } = readShopper(headers, opened);
    const { view, look } = await pollPayment(ctx, { id, device, returned: false });
    if (look !== null) waitUntil(look());
    return { token: await tokens.issue({ payment: id, scope: "manage" }), payment: view };
  } catch (error) {
    logger.error({ error: describeError(error) }, "a page could not show the payment of its order");
    return null;
  }
}

const fieldsSchema = z.object({
  order: z.string().min(1).max(200),
  amount: z
    .stringFormat("whole number", /^[1-9]\d{0,10}$/)
    .transform(Number)
    .nullable(),
  currency: currencySchema.nullable(),
});

/**
 * Starts the payment of the order that a form's field `order` names, or goes on with it. With the field `amount` the page
 * says what it shows as the price. Null, or why it cannot be shown.
 */
export async function startByForm(
  kaikei: Kaikei,
  { form, headers }: { form: FormData; headers: Headers },
): Promise<ErrorView | null> {
  let logger = createStderrLogger();
  try {
    const opened = await kaikei.open();
    logger = opened.payments.logger;
    const request = visitOf(opened, headers);
    requireSameOrigin(request, opened.publicUrl);
    const { order, expected } = readFields(form);
    const shopper = readShopper(headers, opened);
    const { status, retiring } = await startPayment(opened.payments, { order, expected, request, shopper });
    if (status !== "created" && !retiring) return null;
    // A script would wait for it.
    throw new KaikeiError("provider_busy", `The payment of ${order} is not ready to be shown yet.`);
  } catch (error) {
    return viewError(error, logger);
  }
}

function readFields(form: FormData) {
  const [order, amount, currency] = ["order", "amount", "currency"].map((name) => form.get(name));
  const { success, data, error } = fieldsSchema.safeParse({ order, amount, currency });
  if (!success) {
    throw new KaikeiError(
      "invalid_request",
      `${error.issues[0]?.path.join(".")}: the form needs "order", the order's name, and takes "amount", a whole number, with "currency".`,
    );
  }
  const { amount: value } = data;
  const expected = value === null ? undefined : { value, currency: data.currency ?? "JPY" };
  return { order: data.order, expected };
}

/** What the shop is asked with: the visitor's headers, as on a request to the routes. */
function visitOf({ publicUrl, basePath }: OpenKaikei, headers: Headers): Request {
  return new Request(new URL(`${basePath}/payments`, publicUrl), { headers });
}
