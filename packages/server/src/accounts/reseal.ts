import { describeError } from "../logger.ts";
import type { PaymentContext } from "../payments/context.ts";
import { listSealedOtherwise, resealLink } from "../store/account-link-store.ts";

/** How many links one pass seals anew; the next pass does the rest. */
const atOnce = 50;

/**
 * Seals anew what was sealed with a former secret, a few links a pass, so that the former secret can be dropped. A process
 * that has found nothing left does not search again: with one secret it never does.
 */
export function createResealing(): (ctx: PaymentContext) => Promise<void> {
  let finished = false;
  // Where this round through all links stands: what cannot be opened must not keep the passes from the rest.
  let round = { after: "", failed: 0 };
  return async (ctx) => {
    const { cipher } = ctx.accounts;
    if (finished || !cipher.isReplacing) return;
    const links = await listSealedOtherwise(ctx.db, {
      scopes: ctx.providers,
      prefix: cipher.prefix,
      after: round.after,
      limit: atOnce,
    });
    for (const link of links) {
      try {
        const authorization = cipher.open(link.cipher, link.id);
        if (authorization === null) continue;
        const sealed = { cipher: cipher.seal(authorization, link.id), hash: cipher.hash(authorization) };
        await resealLink(ctx.db, { ...link, sealed });
      } catch (error) {
        round.failed += 1;
        ctx.logger.error({ link: link.id, error: describeError(error) }, "a link could not be sealed anew");
      }
    }
    if (links.length === atOnce) {
      round.after = links.at(-1)?.id ?? "";
      return;
    }
    // One that failed still depends on a former secret: dropped now, its account would have to be linked again.
    finished = round.failed === 0;
    round = { after: "", failed: 0 };
    if (finished) {
      ctx.logger.info(
        { event: "account.resealed" },
        "no link depends on a former KAIKEI_SECRET any more; it can be dropped when its tokens have run out",
      );
    }
  };
}
