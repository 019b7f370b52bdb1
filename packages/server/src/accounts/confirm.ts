import type { AccountLink } from "../domain/account-link.ts";
import { KaikeiError } from "../errors.ts";
import type { PaymentContext } from "../payments/context.ts";
import { findAttempt, type LinkAttempt } from "../store/link-attempt-store.ts";
import { finishLink, pendingPlace } from "./finish.ts";
import { requireCustomer } from "./identify.ts";
import { readLinkCookie } from "./link-cookie.ts";

/** What a browser has brought that its customer can confirm. */
export interface PendingLink {
  attempt: LinkAttempt;
  authorization: string;
}

/** What this customer can confirm in this browser; null when there is nothing. */
export async function findPending(
  ctx: PaymentContext,
  { request, customer }: { request: Request; customer: string },
): Promise<PendingLink | null> {
  const cookie = readLinkCookie(request.headers, ctx.accounts.callbackUrl);
  const attempt = cookie && (await findAttempt(ctx.db, { id: cookie.attempt }));
  if (!attempt || attempt.customer !== customer || attempt.pendingCipher === null) return null;
  if (attempt.status !== "awaiting_confirmation" || attempt.expiresAt <= ctx.clock()) return null;
  const authorization = ctx.accounts.cipher.open(attempt.pendingCipher, pendingPlace(cookie));
  return authorization === null ? null : { attempt, authorization };
}

/**
 * The customer confirms, in the browser that has brought it, that the account is hers.
 *
 * @throws KaikeiError `customer_unknown`, `link_attempt_invalid`.
 */
export async function confirmLink(
  ctx: PaymentContext,
  { request, attempt: id }: { request: Request; attempt: string },
): Promise<AccountLink> {
  const { id: customer } = await requireCustomer(ctx, request);
  const pending = await findPending(ctx, { request, customer });
  if (pending !== null && pending.attempt.id === id) {
    const { attempt, authorization } = pending;
    const { maskedPhone } = attempt;
    const link = await finishLink(ctx, { attempt, authorization, maskedPhone });
    if (link !== null) return link;
  }
  throw new KaikeiError(
    "link_attempt_invalid",
    "There is nothing to confirm: the attempt was used, is over, or is not this customer's in this browser.",
  );
}
