import { createHash, timingSafeEqual } from "node:crypto";
import { KaikeiError } from "../errors.ts";
import type { OpenKaikei } from "../open-kaikei.ts";
import { reconcile } from "../payments/reconcile.ts";
import { respondJson } from "./respond.ts";

/** `GET|POST /reconcile`: one pass, for a cron job that knows the cron secret. Without one configured there is no such route. */
export async function reconcileRoute(kaikei: OpenKaikei, request: Request): Promise<Response> {
  if (kaikei.cronSecret === null) throw new KaikeiError("route_not_found", "There is no such route.");
  const [, bearer] = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (bearer === undefined)
    throw new KaikeiError("token_missing", "Authorization: expected 'Bearer <cron secret>'.");
  if (!isSame(bearer, kaikei.cronSecret))
    throw new KaikeiError("token_invalid", "That is not the cron secret.");
  return respondJson(await reconcile(kaikei.payments));
}

/** Compares digests, which are of one length, so that the time taken says nothing about the secret. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
