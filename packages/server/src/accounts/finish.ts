import type { AccountLink } from "../domain/account-link.ts";
import type { PaymentContext } from "../payments/context.ts";
import { type LinkAttempt, linkByAttempt } from "../store/link-attempt-store.ts";
import { hashRandom, type LinkCookie } from "./link-cookie.ts";

/** Links the account of an attempt, which is used up by that. Null: somebody else has used it, or it is over. */
export async function finishLink(
  ctx: PaymentContext,
  {
    attempt,
    authorization,
    maskedPhone,
  }: { attempt: LinkAttempt; authorization: string; maskedPhone: string | null },
): Promise<AccountLink | null> {
  const { cipher } = ctx.accounts;
  const link = await linkByAttempt(ctx.db, {
    attempt,
    link: {
      id: ctx.newId("lnk"),
      seal: (id) => cipher.seal(authorization, id),
      hash: cipher.hash(authorization),
      hashes: cipher.hashes(authorization),
      maskedPhone,
    },
    now: ctx.clock(),
  });
  if (link !== null) ctx.logger.info({ event: "account.linked", link: link.id }, "an account was linked");
  return link;
}

/**
 * Where the authorization of an attempt is sealed for while it waits for confirmation: it opens only with the cookie of
 * the browser that has brought it, so that nobody can confirm elsewhere what was brought by another.
 */
export function pendingPlace({ attempt, browser }: LinkCookie): string {
  return `${attempt} ${hashRandom(browser)}`;
}
