import { type AccountLink, linkEndOf, nextLinkLook } from "../domain/account-link.ts";
import { KaikeiError } from "../errors.ts";
import { describeError } from "../logger.ts";
import { claimTimes, type PaymentContext } from "../payments/context.ts";
import { later } from "../payments/later.ts";
import type { AccountProvider, Problem } from "../provider.ts";
import {
  claimDueLinks,
  hastenLinks,
  isInUse,
  type LinkClaim,
  type LinkNews,
  settleLink,
} from "../store/account-link-store.ts";

// How a link stands is the provider's to say, and only in an answer to our own call: a customer event, a refused charge
// and a link's age make us look, and end nothing.

/**
 * Takes a link one step further: asks how an active one stands, and ends one at the provider that was unlinked here. Null:
 * the customer has linked or unlinked meanwhile, and nothing was written.
 */
export async function followLink(ctx: PaymentContext, claim: LinkClaim): Promise<AccountLink | null> {
  const authorization = claim.cipher && ctx.accounts.cipher.open(claim.cipher, claim.link.id);
  if (authorization === null) {
    ctx.logger.error(
      { link: claim.link.id },
      "the stored authorization of a link was changed, and cannot be used",
    );
    return settle(ctx, claim, { failures: claim.failures, nextLookAt: null });
  }
  const accounts = accountsOf(ctx, claim.link);
  const news =
    claim.link.status === "active"
      ? await lookAt(ctx, { claim, accounts, authorization })
      : await finishUnlinking(ctx, { claim, accounts, authorization });
  return settle(ctx, claim, news);
}

/** Ends a link at the provider that has just been ended here. */
export async function unlinkThere(ctx: PaymentContext, claim: LinkClaim): Promise<void> {
  const authorization = claim.cipher && ctx.accounts.cipher.open(claim.cipher, claim.link.id);
  // Nothing to end it with: followLink tells of it.
  if (authorization === null) return;
  const call = { claim, accounts: accountsOf(ctx, claim.link), authorization };
  await settle(ctx, claim, await askToUnlink(ctx, call));
}

/**
 * Something makes us doubt that a link still stands, such as a charge that was refused for it: looks at once.
 * Whatever comes of it is in the record; nothing is thrown.
 */
export async function doubtLink(ctx: PaymentContext, link: string): Promise<void> {
  try {
    await hastenLinks(ctx.db, { id: link }, { now: ctx.clock(), intervalMs: 0 });
    await followIfDue(ctx, link);
  } catch (error) {
    ctx.logger.error({ link, error: describeError(error) }, "a look at a link failed and will be repeated");
  }
}

/** Follows one link if it is due and nobody else does. */
export async function followIfDue(ctx: PaymentContext, link: string): Promise<void> {
  const due = { scopes: ctx.providers, id: link, ...claimTimes(ctx), limit: 1 };
  for (const claim of await claimDueLinks(ctx.db, due)) await followLink(ctx, claim);
}

interface Call {
  claim: LinkClaim;
  accounts: AccountProvider;
  authorization: string;
}

async function lookAt(ctx: PaymentContext, { claim, accounts, authorization }: Call): Promise<LinkNews> {
  const { link } = claim;
  const seen = await accounts.status({ authorization });
  if (!("value" in seen)) return again(ctx, claim, seen.problem);
  const now = ctx.clock();
  const { value: state } = seen;
  if (state.status === "ended") {
    const because = state.because ?? linkEndOf(link, now);
    return { ...forgotten, end: { because, at: now } };
  }
  const maskedPhone = link.maskedPhone ?? (await askWhose(state.scopes, { accounts, authorization }));
  return {
    scopes: state.scopes,
    ...(maskedPhone !== null && { maskedPhone }),
    expiresAt: state.expiresAt,
    failures: 0,
    nextLookAt: nextLinkLook(state, now),
  };
}

async function finishUnlinking(ctx: PaymentContext, call: Call): Promise<LinkNews> {
  const { claim, accounts, authorization } = call;
  // Another customer of the shop has linked the same account, and goes on using it.
  if (await isInUse(ctx.db, claim.link, ctx.accounts.cipher.hashes(authorization))) return forgotten;
  const seen = await accounts.status({ authorization });
  if (!("value" in seen)) return again(ctx, claim, seen.problem);
  return seen.value.status === "ended" ? forgotten : askToUnlink(ctx, call);
}

async function askToUnlink(ctx: PaymentContext, { claim, accounts, authorization }: Call): Promise<LinkNews> {
  if (await isInUse(ctx.db, claim.link, ctx.accounts.cipher.hashes(authorization))) return forgotten;
  const asked = await accounts.unlink({ authorization });
  switch (asked.kind) {
    case "done":
      return forgotten;
    case "accepted":
      return later(ctx, claim.failures, null);
    default:
      return again(ctx, claim, asked.problem);
  }
}

/** Nothing is left to do, and nothing is kept that an account could be charged with. */
const forgotten = { sealed: null, failures: 0, nextLookAt: null } as const satisfies LinkNews;

function again(ctx: PaymentContext, { link, failures }: LinkClaim, problem: Problem): LinkNews {
  ctx.logger.warn(
    { link: link.id, reason: problem.reason, code: problem.code, requestId: problem.requestId },
    "a look at a link brought no answer",
  );
  return later(ctx, failures, problem);
}

async function askWhose(
  scopes: readonly string[],
  { accounts, authorization }: Pick<Call, "accounts" | "authorization">,
): Promise<string | null> {
  if (accounts.profileScope === null || !scopes.includes(accounts.profileScope)) return null;
  const profile = await accounts.profile({ authorization });
  return "value" in profile ? profile.value.maskedPhone : null;
}

async function settle(ctx: PaymentContext, claim: LinkClaim, news: LinkNews): Promise<AccountLink | null> {
  const link = await settleLink(ctx.db, claim, news);
  if (link !== null && news.end !== undefined) {
    ctx.logger.info({ event: "account.ended", link: link.id, because: news.end.because }, "a link has ended");
  }
  return link;
}

function accountsOf({ providers }: PaymentContext, link: AccountLink): AccountProvider {
  const provider = providers.find(
    ({ name, environment, merchant }) =>
      name === link.provider && environment === link.environment && merchant === link.merchant,
  );
  if (provider?.accounts !== undefined) return provider.accounts;
  throw new KaikeiError(
    "configuration",
    `Link ${link.id} was made with ${link.provider} in ${link.environment}, which is not configured.`,
  );
}
