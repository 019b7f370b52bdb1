import { trialMerchant } from "@kaikei/emulator";
import { z } from "zod";
import { followIfDue } from "../accounts/follow.ts";
import type { AccountLink } from "../domain/account-link.ts";
import { authorizationHeader } from "../providers/paypay/signature.ts";
import { insertLink } from "../store/account-link-store.ts";
import type { TestShop } from "./test-shop.ts";

const sessionSchema = z.object({ data: z.object({ linkQRCodeURL: z.string() }) });
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
  }: { customer?: string; wallet?: string; scopes?: string[] } = {},
): Promise<AccountLink & { authorization: string }> {
  const { payments: ctx } = await shop.kaikei.open();
  const [{ name: provider, environment, merchant }] = ctx.providers;
  const id = ctx.newId("lnk");
  const { data } = sessionSchema.parse(await openSession(shop, { scopes, referenceId: id }));
  const { returnTo } = shop.emulator.control.link({
    url: data.linkQRCodeURL,
    customer: wallet,
    answer: "accept",
  });
  const [, payload = ""] = new URL(returnTo).searchParams.get("responseToken")?.split(".") ?? [];
  const { userAuthorizationId: authorization, profileIdentifier: maskedPhone } = claimsSchema.parse(
    JSON.parse(Buffer.from(payload, "base64url").toString()),
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

async function openSession(
  shop: TestShop,
  { scopes, referenceId }: { scopes: string[]; referenceId: string },
): Promise<unknown> {
  const { apiKey, apiSecret } = trialMerchant;
  const [path, method, contentType] = ["/v1/qr/sessions", "POST", "application/json"] as const;
  const session = { scopes, nonce: referenceId, redirectUrl: "http://localhost:3000/x", referenceId };
  const body = Buffer.from(JSON.stringify(session));
  const epochSeconds = Math.floor(shop.now().getTime() / 1000);
  const signed = { apiKey, apiSecret, method, path, contentType, body, nonce: referenceId, epochSeconds };
  const headers = { authorization: authorizationHeader(signed), "content-type": contentType };
  const response = await fetch(shop.emulator.url + path, { method, headers, body });
  return response.json();
}
