import type { PaymentGrant, PaymentView } from "@kaikei/server/contract";
import { createProblem } from "./create-problem.ts";
import type { PaymentProblem } from "./problem.ts";
import { isErrorView, readPaymentGrant, readPaymentView } from "./read-view.ts";

/** Where the shop's routes are and how to reach them. */
export interface Endpoint {
  /** Path of the routes, without a slash at the end: `/api/kaikei`. */
  basePath: string;
  fetch: typeof globalThis.fetch;
}

/** A payment and the capability for it, without a view: what a return address carries. */
export interface PaymentReference {
  id: string;
  token: string;
}

/** A request never throws: what went wrong is a value. */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: PaymentProblem };

// Longer than the server's own deadlines (a code: 30 s, a look: 15 s), so that its explanation comes first.
export const startTimeoutMs = 40_000;
export const lookTimeoutMs = 20_000;

/** What `POST /payments` is told. */
export interface StartRequest {
  order: string;
  /** Charges the customer's linked account; a code unless told. */
  method?: "linked_account" | undefined;
  /** She was asked, and means it: the same amount again. */
  agreeSimilar?: true | undefined;
  /** What the page shows as the price. */
  expected?: PaymentView["amount"] | undefined;
}

/** Starts the payment of an order, or gets the one that is live: `POST /payments`. Asking again is harmless. */
export function startPayment(endpoint: Endpoint, request: StartRequest): Promise<Answer<PaymentGrant>> {
  return post(endpoint, "/payments", request, readPaymentGrant);
}

/**
 * How a payment stands: `GET /payments/:id`. `returned` tells the server that the shopper has just come back to the
 * page, perhaps from paying, so that it may look ahead of time.
 */
export function fetchPayment(
  endpoint: Endpoint,
  payment: PaymentReference,
  { signal, returned }: { signal: AbortSignal; returned: boolean },
): Promise<Answer<PaymentView>> {
  const init = { headers: { authorization: `Bearer ${payment.token}` }, signal };
  const path = pathOf(payment) + (returned ? "?returned" : "");
  return send(endpoint, path, init, lookTimeoutMs, readPaymentView);
}

/** Withdraws an unpaid payment: `DELETE /payments/:id`. The view says whether it is over or still `retiring`. */
export function cancelPayment(endpoint: Endpoint, payment: PaymentReference): Promise<Answer<PaymentView>> {
  const init = { method: "DELETE", headers: { authorization: `Bearer ${payment.token}` } };
  return send(endpoint, pathOf(payment), init, startTimeoutMs, readPaymentView);
}

export function pathOf(payment: PaymentReference): string {
  return `/payments/${encodeURIComponent(payment.id)}`;
}

/** Sends JSON and reads the answer. */
export function post<T>(
  endpoint: Endpoint,
  path: string,
  body: object,
  read: (body: unknown) => T | null,
): Promise<Answer<T>> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  return send(endpoint, path, init, startTimeoutMs, read);
}

/** Sends a request below the base path and reads its answer; never throws. */
export async function send<T>(
  { basePath, fetch }: Endpoint,
  path: string,
  init: RequestInit,
  timeoutMs: number,
  read: (body: unknown) => T | null,
): Promise<Answer<T>> {
  const what = `${init.method ?? "GET"} ${basePath}${path}`;
  const controller = new AbortController();
  const { signal } = controller;
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  init.signal?.addEventListener("abort", abort);
  try {
    const response = await fetch(basePath + path, { ...init, cache: "no-store", signal });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) return { ok: false, problem: problemOf(response, body, what) };
    const value = read(body);
    return value === null ? { ok: false, problem: strangeBody(response, what) } : { ok: true, value };
  } catch (cause) {
    const timedOut = signal.aborted && !init.signal?.aborted;
    const why = timedOut ? `was not answered within ${timeoutMs / 1000} s` : `failed: ${cause}`;
    const code = timedOut ? "timed_out" : "network_failed";
    return { ok: false, problem: createProblem(code, `${what} ${why}.`, { retryable: true }) };
  } finally {
    clearTimeout(timer);
  }
}

/** What an answer that is not 2xx says. */
export function problemOf(response: Response, body: unknown, what: string): PaymentProblem {
  if (!isErrorView(body)) return strangeBody(response, what);
  const { code, message, retryable } = body.error;
  return createProblem(code, message, { retryable, retryAfterMs: readRetryAfter(response) });
}

/** A proxy's page, or a route that is not there. 4xx will say the same again, but for 429; the others pass. */
function strangeBody(response: Response, what: string): PaymentProblem {
  const { status } = response;
  const retryable = status < 400 || status >= 500 || status === 429;
  const message = `${what} was answered with ${status} and a body that is not Kaikei's. Is basePath right?`;
  const more = { retryable, retryAfterMs: readRetryAfter(response) };
  return createProblem(retryable ? "bad_answer" : "route_not_found", message, more);
}

function readRetryAfter({ headers }: Response): number | null {
  const header = headers.get("retry-after");
  if (!header) return null;
  const seconds = Number(header);
  const waitMs = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : null;
}
