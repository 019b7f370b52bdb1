import type { AccountLink } from "../domain/account-link.ts";
import { describeError } from "../logger.ts";
import { claimTimes, type PaymentContext } from "../payments/context.ts";
import { endActiveLink, findCurrentLink } from "../store/account-link-store.ts";
import { ownerOf } from "./account-provider.ts";
import { unlinkThere } from "./follow.ts";

/**
 * Ends a customer's link. From here on nothing is charged with it, whatever the provider answers: that it ends there too
 * is followed until it is known. Without an active link nothing happens.
 *
 * @returns her last link; null when she never had one.
 */
export async function unlinkAccount(
  ctx: PaymentContext,
  { customer }: { customer: string },
): Promise<AccountLink | null> {
  const owner = ownerOf(ctx, customer);
  const claim = await endActiveLink(ctx.db, owner, claimTimes(ctx));
  if (claim === null) return (await findCurrentLink(ctx.db, owner))?.link ?? null;
  ctx.logger.info({ event: "account.ended", link: claim.link.id, because: "unlinked" }, "a link has ended");
  try {
    await unlinkThere(ctx, claim);
  } catch (error) {
    // It is ended here, and due over there: the next pass goes on.
    ctx.logger.error(
      { link: claim.link.id, error: describeError(error) },
      "a link could not be ended at the provider yet",
    );
  }
  return claim.link;
}
