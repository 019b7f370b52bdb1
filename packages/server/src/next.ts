// Next's package has no exports map, so Node needs the files' endings.
import { headers } from "next/headers.js";
import { after } from "next/server.js";
import type { ErrorView } from "./contract/error-view.ts";
import type { PaymentGrant } from "./contract/payment-view.ts";
import { createHandler, type WaitUntil } from "./http/handler.ts";
import { readPagePayment, startByForm } from "./http/page.ts";
import type { Kaikei } from "./kaikei.ts";

type RouteHandler = (request: Request) => Promise<Response>;

const waitUntil: WaitUntil = (work) => after(work);

/**
 * The handlers of a Next route file at `app/api/kaikei/[...kaikei]/route.ts`. What goes on after an answer (looking
 * at the provider, telling the shop) is handed to Next's `after`, so that it survives on serverless platforms too.
 *
 * @example
 * ```ts
 * export const { GET, POST, DELETE } = routes(kaikei);
 * export const maxDuration = 60;
 * ```
 */
export function routes(kaikei: Kaikei): { GET: RouteHandler; POST: RouteHandler; DELETE: RouteHandler } {
  const handle = createHandler(kaikei);
  const route: RouteHandler = (request) => handle(request, { waitUntil });
  return { GET: route, POST: route, DELETE: route };
}

/**
 * In a server component: the payment of an order that its page can show at once, so that code, amount and link are in
 * the server's HTML. It starts nothing. `resolveOrder` says whether the order is this visitor's.
 *
 * @returns null when there is none that is paid, or can be paid as the order is now.
 *
 * @example
 * ```tsx
 * const payment = await existingPayment(kaikei, order);
 * return <PayPayQr order={order} payment={payment ?? undefined} />;
 * ```
 */
export async function existingPayment(kaikei: Kaikei, order: string): Promise<PaymentGrant | null> {
  return readPagePayment(kaikei, { order, headers: await headers(), waitUntil });
}

/** What a form that starts a payment shows: null at first, then why none was started. */
export type StartPaymentState = ErrorView | null;

/**
 * In a Server Action of yours, for a real `<form>` with the field `order`: starts the payment of that order, or goes on
 * with it. With a field `amount`, what the page shows as the price (a whole number of yen; `currency` unless JPY), nothing is
 * started when the order costs something else by now: `price_changed`. Lead back to the page then, which shows it ({@link existingPayment}): reloading that page starts nothing, and
 * it all works with scripts off. Give the page's file `export const maxDuration = 60`.
 *
 * @returns null when there is a payment to show, else why not.
 *
 * @example
 * ```tsx
 * // pay.ts
 * "use server";
 * export async function pay(_before: StartPaymentState, form: FormData): Promise<StartPaymentState> {
 *   const refused = await startFromForm(kaikei, form);
 *   if (refused === null) redirect(`/checkout/${form.get("order")}`);
 *   return refused;
 * }
 *
 * // pay-form.tsx
 * "use client";
 * const [refused, action] = useActionState(pay, null);
 * const sentenceFor = ({ code, retryable }: ErrorView["error"]) =>
 *   code === "price_changed" ? "The price has changed. Please check it." : retryable ? "Please try again." : "It cannot be paid.";
 * return (
 *   <form action={action}>
 *     <input type="hidden" name="order" value={order} />
 *     <input type="hidden" name="amount" value={total} />
 *     <button>Pay with PayPay</button>
 *     {refused && <p role="alert">{sentenceFor(refused.error)}</p>}
 *   </form>
 * );
 * ```
 */
export async function startFromForm(kaikei: Kaikei, form: FormData): Promise<StartPaymentState> {
  return startByForm(kaikei, { form, headers: await headers() });
}
