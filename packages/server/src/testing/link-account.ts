import { z } from "zod";
import { followIfDue } from "../accounts/follow.ts";
import type { AccountLink } from "../domain/account-link.ts";
import type { scopeSchema } from "../providers/paypay/request-schemas.ts";
import { insertLink } from "../store/account-link-store.ts";
import { panelOf } from "./panel.ts";
import { claimsOf } from "./sign-token.ts";
import type { TestShop } from "./test-shop.ts";

const claimsSchema = z.object({ userAuthorizationId: z.string(), profileIdentifier: z.string() });

/**
 * Links the account of an emulator's customer (`wallet`) to a customer of the shop, beside the routes: for tests that
 * begin where an account is linked.
 */
export async function linkAccount(
  shop: TestShop,
  {
    customer = "mune",
    wallet = "hanako",
    scopes = [
      "direct_debit",
      "continuous_payments",
      "pending_payments",
      "preauth_capture_native",
      "cashback",
    ],
  }: { customer?: string; wallet?: string; scopes?: z.infer<typeof scopeSchema>[] } = {},
): Promise<AccountLink & { authorization: string }> {
  const { payments: ctx } = await shop.kaikei.open();
  const [{ name: provider, environment, merchant }] = ctx.providers;
  const id = ctx.newId("lnk");
  const session = await panelOf(shop).accountLink.createSession({
    ...{ scopes, nonce: id, referenceId: id, redirectUrl: "http://localhost:3000/account" },
  });
  if (session.kind !== "done") throw new Error("PayPay opened no session");
  const { returnTo } = shop.emulator.control.link({
    url: session.value.linkQRCodeURL,
    customer: wallet,
    answer: "accept",
  });
  const token = new URL(returnTo).searchParams.get("responseToken") ?? "";
  const { userAuthorizationId: authorization, profileIdentifier: maskedPhone } = claimsSchema.parse(
    claimsOf(token),
  );
  const { cipher } = ctx.accounts;
  const link = await ctx.db.transaction((tx) =>
    insertLink(
      tx,
      {
        ...{ id, provider, environment, merchant, customer, maskedPhone, scopes },
        seal: (place) => cipher.seal(authorization, place),
        hash: cipher.hash(authorization),
        hashes: cipher.hashes(authorization),
      },
      ctx.clock(),
    ),
  );
  // As after the routes: nothing about it is due for a month.
  await followIfDue(ctx, link.id);
  return { ...link, authorization };
}
