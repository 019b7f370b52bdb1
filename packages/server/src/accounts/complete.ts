import type { AccountLinkOutcome } from "../contract/account-view.ts";
import type { AccountLink } from "../domain/account-link.ts";
import { decideLinkArrival } from "../domain/link-arrival.ts";
import type { PaymentContext } from "../payments/context.ts";
import type { LinkReturn } from "../provider.ts";
import { findAttempt, finishAttempt, keepPending, type LinkAttempt } from "../store/link-attempt-store.ts";
import { linkingProvider } from "./account-provider.ts";
import { finishLink, pendingPlace } from "./finish.ts";
import { identify } from "./identify.ts";
import { hashRandom, type LinkCookie, newLinkCookie, readLinkCookie } from "./link-cookie.ts";

/** How a browser came back from the provider, and where it goes on to. */
export interface LinkArrival {
  outcome: AccountLinkOutcome;
  /** Path on the shop's own origin. */
  returnPath: string;
  /** What can be confirmed there. */
  attempt: string | null;
  /** For the browser that has come back; null takes its cookie away, undefined leaves it. */
  cookie: LinkCookie | null | undefined;
  /** The account that was linked. */
  link: AccountLink | null;
}

/**
 * A browser has come back from the provider. What it brings counts only if the provider has signed it for us, and is
 * used up only by the customer who began: otherwise somebody could have his wallet linked to another's account in the
 * shop, or another's wallet to his. In the browser that began she is linked at once; in another one of hers she has to
 * confirm it, there, once she is signed in. Whoever else comes takes nothing away from her.
 */
export async function completeLink(ctx: PaymentContext, request: Request): Promise<LinkArrival> {
  const { callbackUrl } = ctx.accounts;
  const cookie = readLinkCookie(request.headers, callbackUrl);
  const brought = await linkingProvider(ctx).accounts.readReturn(new URL(request.url).searchParams);
  const attempt = await attemptOf(ctx, brought);
  const arrival = await arrive(ctx, { request, cookie, brought, attempt });
  // She set out from a page of the shop, even if what she brings back names no attempt.
  const begun = attempt ?? (await attemptOfBrowser(ctx, cookie));
  // Anybody can come with a made-up answer; with one to an attempt of ours something is wrong here or at the provider.
  const level = arrival.outcome === "failed" && begun !== null ? "warn" : "info";
  ctx.logger[level](
    {
      event: "account.returned",
      attempt: begun?.id ?? null,
      outcome: arrival.outcome,
      reason: brought.kind === "invalid" ? brought.reason : null,
    },
    "a browser came back from linking an account",
  );
  return { attempt: null, link: null, cookie: undefined, returnPath: begun?.returnPath ?? "/", ...arrival };
}

type Arrival = Pick<LinkArrival, "outcome"> & Partial<LinkArrival>;

async function arrive(
  ctx: PaymentContext,
  {
    request,
    cookie,
    brought,
    attempt,
  }: {
    request: Request;
    cookie: LinkCookie | null;
    brought: LinkReturn;
    attempt: LinkAttempt | null;
  },
): Promise<Arrival> {
  if (brought.kind === "late") return { outcome: "expired" };
  if (brought.kind === "invalid" || attempt === null) return { outcome: "failed" };
  const customer = await identify(ctx, request);
  const now = ctx.clock();
  const began = cookie !== null && hashRandom(cookie.browser) === attempt.browserHash;
  const step = decideLinkArrival({
    ...{ answer: brought.kind, attempt, began, now },
    customer: customer?.id ?? null,
  });
  if (step.kind === "tell") return { outcome: step.outcome };
  if (step.kind === "end") {
    const ended = await finishAttempt(ctx.db, { id: attempt.id, status: step.status, now });
    return { outcome: ended ? step.status : "used" };
  }
  // Only what was allowed is linked or kept: the decision says so, and the type does not know it.
  if (brought.kind !== "allowed") return { outcome: "failed" };
  if (step.kind === "link") {
    const link = await finishLink(ctx, { attempt, ...brought });
    return link === null ? { outcome: "used" } : { outcome: "linked", link, cookie: null };
  }
  const carried = began ? cookie : newLinkCookie(attempt.id);
  const { authorization, maskedPhone } = brought;
  const pendingCipher = ctx.accounts.cipher.seal(authorization, pendingPlace(carried));
  const kept = await keepPending(ctx.db, { id: attempt.id, pendingCipher, maskedPhone, now });
  return kept ? { outcome: step.outcome, attempt: attempt.id, cookie: carried } : { outcome: "used" };
}

/** The attempt that a genuine answer is about: the nonce finds it, and both of its names have to agree. */
async function attemptOf(ctx: PaymentContext, brought: LinkReturn): Promise<LinkAttempt | null> {
  if (brought.kind === "late" || brought.kind === "invalid") return null;
  const attempt = await findAttempt(ctx.db, { nonceHash: hashRandom(brought.nonce) });
  if (attempt === null || attempt.id !== brought.attemptId) return null;
  const { name, environment, merchant } = linkingProvider(ctx);
  const isOurs =
    attempt.provider === name && attempt.environment === environment && attempt.merchant === merchant;
  return isOurs ? attempt : null;
}

async function attemptOfBrowser(ctx: PaymentContext, cookie: LinkCookie | null): Promise<LinkAttempt | null> {
  const attempt = cookie && (await findAttempt(ctx.db, { id: cookie.attempt }));
  return attempt && hashRandom(cookie.browser) === attempt.browserHash ? attempt : null;
}
