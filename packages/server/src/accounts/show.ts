import type { AccountView } from "../contract/account-view.ts";
import type { PaymentContext } from "../payments/context.ts";
import { findCurrentLink } from "../store/account-link-store.ts";
import { ownerOf } from "./account-provider.ts";
import { findPending } from "./confirm.ts";
import { identify } from "./identify.ts";

/** What the customer who has sent a request may see of her linked account. */
export async function showAccount(ctx: PaymentContext, request: Request): Promise<AccountView> {
  const customer = await identify(ctx, request);
  const { provider, environment, ...owner } = ownerOf(ctx, customer?.id ?? "");
  const nothing = {
    ...{ provider, environment, maskedPhone: null, linkedAt: null, expiresAt: null },
    ...{ endedBecause: null, confirmation: null },
  };
  if (customer === null) return { ...nothing, status: "signed_out" };
  const pending = await findPending(ctx, { request, customer: customer.id });
  const confirmation = pending && {
    attempt: pending.attempt.id,
    maskedPhone: pending.attempt.maskedPhone,
  };
  const current = await findCurrentLink(ctx.db, { provider, environment, ...owner });
  if (current === null) return { ...nothing, status: "not_linked", confirmation };
  const { status, maskedPhone, linkedAt, expiresAt, endedBecause } = current.link;
  return {
    ...nothing,
    status: status === "active" ? "linked" : "ended",
    maskedPhone,
    linkedAt: linkedAt.getTime(),
    expiresAt: expiresAt?.getTime() ?? null,
    endedBecause,
    confirmation,
  };
}
