import type { PaymentContext } from "../payments/context.ts";
import type { PaymentProvider } from "../provider.ts";
import { hastenLinks } from "../store/account-link-store.ts";
import { followIfDue } from "./follow.ts";

/** However many events speak of a link, it is looked at once in a minute. */
const intervalMs = 60_000;

/**
 * Somebody says that a link has changed. Whoever can reach our address can say so: it makes us ask the provider, which
 * only ever ends a link or prolongs it, and of an account that is not linked nothing comes of it.
 *
 * @returns the look, to be made after the answer; null when none is due by this.
 */
export async function hearOfAccount(
  ctx: PaymentContext,
  { provider, authorization }: { provider: PaymentProvider; authorization: string },
): Promise<(() => Promise<void>) | null> {
  const scopes = ctx.providers.filter(({ name }) => name === provider.name);
  const hashes = ctx.accounts.cipher.hashes(authorization);
  const hastened = await hastenLinks(ctx.db, { scopes, hashes }, { now: ctx.clock(), intervalMs });
  if (hastened.length === 0) return null;
  return async () => {
    for (const link of hastened) await followIfDue(ctx, link);
  };
}
