import type { AccountLink } from "../domain/account-link.ts";
import { KaikeiError } from "../errors.ts";
import type { PaymentContext } from "../payments/context.ts";
import { findCurrentLink, findLink, type StoredLink } from "../store/account-link-store.ts";
import { ownerOf } from "./account-provider.ts";

/** A link and what the provider lets us charge it with: handed to the provider's call, and to nothing else. */
export interface Authorized {
  link: AccountLink;
  authorization: string;
}

/**
 * What a customer's linked account is charged with.
 *
 * @param input.scope what the call needs, in the provider's words.
 * @throws KaikeiError `account_not_linked`, `scope_missing`.
 */
export async function authorizationFor(
  ctx: PaymentContext,
  { customer, scope }: { customer: string; scope: string },
): Promise<Authorized> {
  const current = await findCurrentLink(ctx.db, ownerOf(ctx, customer));
  const authorized = openLink(ctx, current);
  if (authorized.link.scopes.includes(scope)) return authorized;
  throw new KaikeiError("scope_missing", `The customer linked the account without the scope ${scope}.`);
}

/**
 * What a known link is charged with, to go on with what was begun with it.
 *
 * @throws KaikeiError `account_not_linked` when it has ended.
 */
export async function authorizationOfLink(ctx: PaymentContext, link: string): Promise<Authorized> {
  return openLink(ctx, await findLink(ctx.db, link));
}

function openLink({ accounts, logger }: PaymentContext, stored: StoredLink | null): Authorized {
  if (stored === null || stored.cipher === null || stored.link.status !== "active") {
    throw new KaikeiError(
      "account_not_linked",
      stored === null
        ? "The customer has linked no account."
        : `The customer's link has ended (${stored.link.endedBecause}).`,
    );
  }
  const { link, cipher } = stored;
  const authorization = accounts.cipher.open(cipher, link.id);
  if (authorization !== null) return { link, authorization };
  logger.error({ link: link.id }, "the stored authorization of a link was changed, and cannot be used");
  throw new KaikeiError(
    "account_not_linked",
    "What was stored of the customer's link cannot be used any more.",
  );
}
