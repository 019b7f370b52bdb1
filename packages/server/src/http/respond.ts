import type { ErrorView } from "../contract/error-view.ts";
import { KaikeiError, type KaikeiErrorCode } from "../errors.ts";
import { describeError, type Logger } from "../logger.ts";
import { isStoreUnavailable } from "../store/availability.ts";

/** No shared cache may keep, and no other site may read, what is said about a payment. */
const headers = {
  "cache-control": "private, no-store",
  vary: "authorization, cookie, origin",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

export function respondJson(body: object, status = 200): Response {
  return Response.json(body, { status, headers });
}

/** Sends a browser on, by GET. */
export function respondSeeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { ...headers, location } });
}

/** Server-sent events, which nobody on the way may keep, squeeze or hold back. */
export function respondStream(stream: ReadableStream<Uint8Array>): Response {
  return new Response(stream, {
    headers: {
      ...headers,
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "private, no-store, no-transform",
      // Nginx and its kin collect answers otherwise.
      "x-accel-buffering": "no",
    },
  });
}

export function respondError(error: unknown, logger: Logger): Response {
  const known = asKaikeiError(error, logger);
  return Response.json(viewOf(known), {
    status: known.status,
    headers: { ...headers, ...retryAfter(known) },
  });
}

/** The same for a page that the server renders. */
export function viewError(error: unknown, logger: Logger): ErrorView {
  return viewOf(asKaikeiError(error, logger));
}

function viewOf({ code, message, retryable, help }: KaikeiError): ErrorView {
  return { error: { code, message, retryable, help } };
}

/** Where nobody knows better: long enough for a restart, short enough for somebody who waits. */
const usualWaitMs = 5000;

function retryAfter({ status, retryable, retryAfterMs }: KaikeiError): Record<string, string> {
  const passes = retryable && (status === 429 || status === 503);
  if (!passes && retryAfterMs === null) return {};
  return { "retry-after": String(Math.ceil((retryAfterMs ?? usualWaitMs) / 1000)) };
}

/** Their messages name folders, variables or keys' fates: the log gets them, the browser does not. */
const forOperators: ReadonlySet<KaikeiErrorCode> = new Set([
  "configuration",
  "order_invalid",
  "store_locked",
  "provider_unauthorized",
]);

/** What an unexpected error says may name tables, hosts or values: the log gets it, the browser does not. */
function asKaikeiError(error: unknown, logger: Logger): KaikeiError {
  if (error instanceof KaikeiError) {
    if (error.status < 500) return error;
    // A pause of the provider's has been told once for all who fall into it.
    const level = error.retryAfterMs === null ? "error" : "info";
    logger[level]({ error: describeError(error) }, "a request could not be served");
    return forOperators.has(error.code)
      ? new KaikeiError(error.code, "The shop's server is not set up correctly; its log says more.", {
          retryAfterMs: error.retryAfterMs,
        })
      : error;
  }
  logger.error({ error: describeError(error) }, "a request failed");
  return isStoreUnavailable(error)
    ? new KaikeiError("store_unavailable", "The payment record cannot be reached.", { cause: error })
    : new KaikeiError("internal", "Something unexpected failed.", { cause: error });
}
