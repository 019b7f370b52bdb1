import { randomBytes } from "node:crypto";
import { returnPathSchema } from "../domain/return-path.ts";
import { KaikeiError } from "../errors.ts";
import type { PaymentContext } from "../payments/context.ts";
import { problemError } from "../payments/problem-error.ts";
import type { BeginIntent } from "../provider.ts";
import { finishAttempt, insertAttempt } from "../store/link-attempt-store.ts";
import { linkingProvider, ownerOf } from "./account-provider.ts";
import { requireCustomer } from "./identify.ts";
import { hashRandom, newLinkCookie, writeLinkCookie } from "./link-cookie.ts";
import { linkLifeMs } from "./link-life.ts";

/**
 * So often may a customer begin within the life of an attempt: each costs a call, and PayPay counts those of all
 * customers together.
 */
const mostAttempts = 10;

/** An attempt to link an account that has been begun. */
export interface BegunLink {
  /** The provider's page on which she agrees: send her there, or show it as a QR code for her phone. */
  url: string;
  attempt: string;
  expiresAt: Date;
  /**
   * A `Set-Cookie` header for the browser that began: with it she is linked when she comes back, without it she is asked
   * to confirm.
   */
  cookie: string;
}

export interface BeginLinkInput {
  /** Of the signed-in customer who wants to link her account. */
  request: Request;
  /** Path of the page, on the shop's own origin, that she comes back to. It may be seen by others: no secrets in it. */
  returnTo: string;
  /** What she is asked to allow, in the provider's words. Default: `accounts.scopes` of createKaikei. */
  scopes?: readonly string[] | undefined;
}

/**
 * Sets out to link an account to the signed-in customer. A customer who has linked one already links it again, for a
 * longer time or more scopes, or another one in its place.
 *
 * @throws KaikeiError `customer_unknown`, `invalid_request`, `not_supported`, `too_many_attempts`, and `provider_*` when there is no page to send her to.
 */
export async function beginLink(
  ctx: PaymentContext,
  {
    request,
    returnTo,
    scopes = ctx.accounts.scopes,
    shopper,
  }: BeginLinkInput & { shopper: BeginIntent["shopper"] },
): Promise<BegunLink> {
  const { id: customer } = await requireCustomer(ctx, request);
  const { accounts } = linkingProvider(ctx);
  const { callbackUrl } = ctx.accounts;
  const returnPath = readReturnPath(returnTo, callbackUrl);
  const attempt = ctx.newId("att");
  const nonce = randomBytes(32).toString("base64url");
  const cookie = newLinkCookie(attempt);
  const now = ctx.clock();
  const expiresAt = new Date(now.getTime() + linkLifeMs);
  const inserted = await insertAttempt(ctx.db, {
    ...ownerOf(ctx, customer),
    ...{ id: attempt, returnPath, scopes, now, expiresAt },
    nonceHash: hashRandom(nonce),
    browserHash: hashRandom(cookie.browser),
    most: mostAttempts,
    since: new Date(now.getTime() - linkLifeMs),
  });
  if (!inserted) {
    throw new KaikeiError(
      "too_many_attempts",
      "The customer has begun too often; try again in a few minutes.",
      {
        retryAfterMs: linkLifeMs,
      },
    );
  }
  const begun = await accounts.begin({
    intent: { attemptId: attempt, nonce, scopes, returnUrl: callbackUrl.href, shopper },
  });
  if ("value" in begun) {
    return { url: begun.value.url, attempt, expiresAt, cookie: writeLinkCookie(callbackUrl, cookie) };
  }
  // A page whose address was lost leads nobody anywhere, so nothing has to be found out about it.
  await finishAttempt(ctx.db, { id: attempt, status: "failed", now: ctx.clock() });
  throw problemError(begun.problem);
}

function readReturnPath(returnTo: string, callbackUrl: URL): string {
  const path = returnPathSchema.max(1000).safeParse(returnTo);
  const isOwn = path.success && new URL(path.data, callbackUrl).origin === callbackUrl.origin;
  if (isOwn) return path.data;
  throw new KaikeiError(
    "invalid_request",
    "returnTo: must be a path on the shop's own origin, such as /account",
  );
}
