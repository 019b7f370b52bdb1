import type { PaymentGrant, PaymentView } from "@kaikei/server/contract";
import { createProblem, isProblemCode, type PaymentProblem } from "./problem.ts";
import { readErrorView, readPaymentGrant, readPaymentView } from "./read-view.ts";

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
  method?: "linked_account";
  /** She was asked, and means it: the same amount again. */
  agreeSimilar?: true;
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
  endpoint: Endpoint,
  path: string,
  init: RequestInit,
  timeoutMs: number,
  read: (body: unknown) => T | null,
): Promise<Answer<T>> {
  const what = `${init.method ?? "GET"} ${endpoint.basePath}${path}`;
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    abort();
  }, timeoutMs);
  init.signal?.addEventListener("abort", abort);
  try {
    const { fetch } = endpoint;
    const response = await fetch(endpoint.basePath + path, {
      ...init,
      cache: "no-store",
      signal: controller.signal,
    });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) return { ok: false, problem: problemOf(response, body, what) };
    const value = read(body);
    if (value !== null) return { ok: true, value };
    const message = `${what} was answered with ${response.status} and a body that is not Kaikei's. Is basePath right?`;
    return { ok: false, problem: createProblem("bad_answer", message, { retryable: true }) };
  } catch (cause) {
    const code = timedOut ? "timed_out" : "network_failed";
    const why = timedOut ? `was not answered within ${timeoutMs / 1000} s` : `failed: ${String(cause)}`;
    return { ok: false, problem: createProblem(code, `${what} ${why}.`, { retryable: true }) };
  } finally {
    clearTimeout(timer);
    init.signal?.removeEventListener("abort", abort);
  }
}

export function problemOf(response: Response, body: unknown, what: string): PaymentProblem {
  const retryAfterMs = readRetryAfter(response.headers.get("retry-after"));
  const error = readErrorView(body);
  if (!error) {
    // A proxy's page, or a route that is not there. 5xx and 429 pass; another 4xx will say the same again.
    const retryable = response.status >= 500 || response.status === 429;
    const message = `${what} was answered with ${response.status} and a body that is not Kaikei's.`;
    return createProblem(retryable ? "bad_answer" : "route_not_found", message, { retryable, retryAfterMs });
  }
  const code = isProblemCode(error.code) ? error.code : "internal";
  return createProblem(code, error.message, { retryable: error.retryable, retryAfterMs });
}

function readRetryAfter(header: string | null): number | null {
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
