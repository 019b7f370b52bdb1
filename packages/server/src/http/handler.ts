import { KaikeiError } from "../errors.ts";
import type { Kaikei } from "../kaikei.ts";
import { createStderrLogger, describeError } from "../logger.ts";
import type { OpenKaikei } from "../open-kaikei.ts";
import { showAccountRoute, unlinkAccountRoute } from "./account.ts";
import { answerInTime, isNotification } from "./answer-in-time.ts";
import { beginLinkRoute } from "./begin-link.ts";
import { cancelPaymentRoute } from "./cancel-payment.ts";
import { completeLinkRoute, isLinkReturn, respondLinkFailed } from "./complete-link.ts";
import { confirmLinkRoute } from "./confirm-link.ts";
import { paymentEventsRoute } from "./payment-events.ts";
import { receiveNotificationRoute } from "./receive-notification.ts";
import { reconcileRoute } from "./reconcile.ts";
import { respondError } from "./respond.ts";
import { showPaymentRoute } from "./show-payment.ts";
import { startPaymentRoute } from "./start-payment.ts";

/** Keeps the process alive for work that goes on after the answer: Next's `after`, a platform's `waitUntil`. */
export type WaitUntil = (work: Promise<unknown>) => void;

export interface HandlerContext {
  /** Default: the work runs on, as it does on a long-running server. */
  waitUntil?: WaitUntil;
}

/**
 * All routes of the kit as one web-standard function. It never rejects.
 *
 * @example
 * ```ts
 * const handle = createHandler(kaikei);
 * app.all("/api/kaikei/*", (c) => handle(c.req.raw));
 * ```
 */
export function createHandler(kaikei: Kaikei) {
  return async (request: Request, context: HandlerContext = {}): Promise<Response> => {
    let logger = createStderrLogger();
    const serve = async () => {
      try {
        const opened = await kaikei.open();
        logger = opened.payments.logger;
        const background: WaitUntil = (work) => {
          const watched = work.catch((error: unknown) =>
            logger.error(
              { error: describeError(error) },
              "work after an answer failed; reconcile will repeat it",
            ),
          );
          context.waitUntil?.(watched);
        };
        return await route(opened, request, background);
      } catch (error) {
        const answer = respondError(error, logger);
        return isLinkReturn(request) ? respondLinkFailed() : answer;
      }
    };
    const answer = serve();
    if (!isNotification(request)) return answer;
    return answerInTime(answer, () => {
      // It may become durable all the same; then reconcile takes it up.
      context.waitUntil?.(answer);
      const message = "The notification could not be kept in time. Send it again.";
      return respondError(new KaikeiError("store_unavailable", message), logger);
    });
  };
}

function route(kaikei: OpenKaikei, request: Request, waitUntil: WaitUntil): Promise<Response> {
  const [resource, id, ...rest] = segments(request, kaikei.basePath);
  const { method } = request;
  if (resource === "payments" && isId(id) && rest.join("/") === "events") {
    if (method === "GET") return paymentEventsRoute(kaikei, request, id);
    throw wrongMethod("GET");
  }
  if (rest.length > 0) throw noRoute();
  if (resource === "payments" && id === undefined) {
    if (method === "POST") return startPaymentRoute(kaikei, request, { waitUntil });
    throw wrongMethod("POST");
  }
  if (resource === "payments" && isId(id)) {
    if (method === "GET") return showPaymentRoute(kaikei, request, { id, waitUntil });
    if (method === "DELETE") return cancelPaymentRoute(kaikei, request, id);
    throw wrongMethod("GET or DELETE");
  }
  if (resource === "notifications" && id !== undefined) {
    if (method === "POST") return receiveNotificationRoute(kaikei, request, { provider: id, waitUntil });
    throw wrongMethod("POST");
  }
  if (resource === "account") return accountRoute(kaikei, request, { action: id, waitUntil });
  if (resource === "reconcile" && id === undefined) {
    if (method === "GET" || method === "POST") return reconcileRoute(kaikei, request);
    throw wrongMethod("GET or POST");
  }
  throw noRoute();
}

function accountRoute(
  kaikei: OpenKaikei,
  request: Request,
  { action, waitUntil }: { action: string | undefined; waitUntil: WaitUntil },
): Promise<Response> {
  const { method } = request;
  if (action === undefined) {
    if (method === "GET") return showAccountRoute(kaikei, request);
    if (method === "DELETE") return unlinkAccountRoute(kaikei, request);
    throw wrongMethod("GET or DELETE");
  }
  if (action === "callback") {
    if (method === "GET") return completeLinkRoute(kaikei, request, { waitUntil });
    throw wrongMethod("GET");
  }
  if (action !== "link" && action !== "confirm") throw noRoute();
  if (method !== "POST") throw wrongMethod("POST");
  return action === "link"
    ? beginLinkRoute(kaikei, request)
    : confirmLinkRoute(kaikei, request, { waitUntil });
}

function isId(id: string | undefined): id is string {
  return id !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(id);
}

function segments(request: Request, basePath: string): string[] {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith(`${basePath}/`)) throw noRoute();
  return pathname.slice(basePath.length + 1).split("/");
}

function noRoute(): KaikeiError {
  return new KaikeiError("route_not_found", "There is no such route.");
}

function wrongMethod(expected: string): KaikeiError {
  return new KaikeiError("method_not_allowed", `method: expected ${expected}.`);
}
