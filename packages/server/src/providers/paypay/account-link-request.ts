import { SignJWT } from "jose";
import { z } from "zod";
import { KaikeiError } from "../../errors.ts";
import { accountLinkKey } from "./account-link-key.ts";
import { checkSettings, type PayPayClientOptions } from "./options.ts";
import { createLinkSessionSchema } from "./request-schemas.ts";

/**
 * Where a browser asks a shopper to link her account. PayPay's documentation names the host of production; the sandbox's
 * is from other shops' code.
 */
const pages = {
  sandbox: "https://stg-www.sandbox.paypay.ne.jp",
  production: "https://www.paypay.ne.jp",
} as const;

const linkRequestSchema = createLinkSessionSchema
  .omit({ redirectType: true, userAgent: true })
  .extend({ issuer: z.string().min(1).max(255) });

/** What a shop asks a shopper for. */
export type LinkRequest = z.input<typeof linkRequestSchema>;

const lifeSeconds = 300;

/**
 * The older way to link an account: an address of PayPay's with a request that the shop signs itself, good for five
 * minutes. `accountLink.createSession` is the newer one, and what Kaikei uses. Verify what comes back with
 * `verifyResponseToken`, and compare its `nonce` and `referenceId`.
 *
 * @throws KaikeiError `invalid_request` when a field breaks a rule, `configuration` when the secret cannot sign, or
 * the environment has no such page.
 * @example
 * ```ts
 * const url = await createLinkRequest(options, {
 *   issuer: "Mune's Cake Shop", scopes: ["direct_debit"], nonce, referenceId: "customer-7",
 *   redirectUrl: "https://shop.example/linked",
 * });
 * ```
 */
export async function createLinkRequest(options: PayPayClientOptions, request: LinkRequest): Promise<string> {
  const { environment, keys, emulatorUrl } = checkSettings(options);
  const parsed = linkRequestSchema.safeParse(request);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new KaikeiError(
      "invalid_request",
      `createLinkRequest: ${issue?.path.join(".")}: ${issue?.message}`,
    );
  }
  if (environment === "staging" || environment === "perf") {
    throw new KaikeiError("configuration", `PayPay names no page for account links in ${environment}.`);
  }
  const { scopes, issuer, ...claims } = parsed.data;
  const now = options.clock?.() ?? new Date();
  const [{ apiKey, apiSecret }] = keys;
  const requestToken = await new SignJWT({ ...claims, scope: scopes.join(",") })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(issuer)
    .setAudience("paypay.ne.jp")
    .setExpirationTime(Math.floor(now.getTime() / 1000) + lifeSeconds)
    .sign(accountLinkKey(apiSecret));
  const origin = environment === "emulator" ? emulatorUrl : pages[environment];
  const page = new URL("/app/opa/user_authorization", origin);
  page.search = new URLSearchParams({ apiKey, requestToken }).toString();
  return page.href;
}
