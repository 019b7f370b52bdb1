import { KaikeiError } from "../errors.ts";
import type { OpenKaikei } from "../open-kaikei.ts";
import { receiveNotification } from "../payments/notifications.ts";
import type { WaitUntil } from "./handler.ts";
import { readJson } from "./json-body.ts";

const maxBytes = 64 * 1024;

/**
 * `POST /notifications/:provider`: "OK" once the notification is durable, and not before. What it makes us do
 * happens afterwards: PayPay waits 1.5 to 2 seconds for the answer.
 */
export async function receiveNotificationRoute(
  kaikei: OpenKaikei,
  request: Request,
  { provider: name, waitUntil }: { provider: string; waitUntil: WaitUntil },
): Promise<Response> {
  const ctx = kaikei.payments;
  const provider = ctx.providers.find((configured) => configured.name === name);
  if (provider === undefined) throw new KaikeiError("route_not_found", "No such provider is configured.");
  if (!kaikei.mayNotify(request.headers)) {
    // How many proxies wrote tells the operator of a wrong count, without the address of whoever it was.
    const forwarded = request.headers.get("x-forwarded-for")?.split(",").length ?? 0;
    ctx.logger.warn(
      { provider: name, forwarded, trustedProxies: kaikei.trustedProxies },
      "a notification was refused: its sender's address is not in notifications.allowFrom",
    );
    throw new KaikeiError("source_not_allowed", "Notifications are not taken from this address.");
  }
  const look = await receiveNotification(ctx, { provider, body: await readJson(request, { maxBytes }) });
  if (look !== null) waitUntil(look());
  return new Response("OK", { headers: { "cache-control": "no-store" } });
}
