import { completeLink } from "../accounts/complete.ts";
import { followIfDue } from "../accounts/follow.ts";
import { writeLinkCookie } from "../accounts/link-cookie.ts";
import type { AccountLinkOutcome } from "../contract/account-view.ts";
import type { OpenKaikei } from "../open-kaikei.ts";
import type { WaitUntil } from "./handler.ts";
import { respondSeeOther } from "./respond.ts";

/**
 * `GET /account/callback`: the provider has sent a browser back. It goes on to the page that the customer came from, so
 * that what it has brought stays in no address.
 */
export async function completeLinkRoute(
  kaikei: OpenKaikei,
  request: Request,
  { waitUntil }: { waitUntil: WaitUntil },
): Promise<Response> {
  const ctx = kaikei.payments;
  const { outcome, returnPath, attempt, cookie, link } = await completeLink(ctx, request);
  if (link !== null) waitUntil(followIfDue(ctx, link.id));
  const page = new URL(returnPath, kaikei.publicUrl);
  page.searchParams.set("kaikei_account", outcome);
  if (attempt === null) page.searchParams.delete("kaikei_attempt");
  else page.searchParams.set("kaikei_attempt", attempt);
  const response = respondSeeOther(page.href);
  if (cookie !== undefined) {
    response.headers.append("set-cookie", writeLinkCookie(ctx.accounts.callbackUrl, cookie));
  }
  return response;
}

/** True for a browser that came back, whatever the base path is: also while Kaikei is not open yet. */
export function isLinkReturn(request: Request): boolean {
  return request.method === "GET" && new URL(request.url).pathname.endsWith("/account/callback");
}

/** Nothing could be done for it, and still no answer may leave the token in the browser's address. */
export function respondLinkFailed(): Response {
  return respondSeeOther(`/?kaikei_account=${"failed" satisfies AccountLinkOutcome}`);
}
