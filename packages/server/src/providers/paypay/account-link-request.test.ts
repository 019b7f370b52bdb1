import { type RunningEmulator, startEmulator } from "@kaikei/emulator";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLinkRequest } from "./account-link-request.ts";
import { verifyResponseToken } from "./account-link-token.ts";
import { trialMerchant } from "./options.ts";

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0 });
});
afterAll(() => emulator.close());

const request = {
  issuer: "Mune's Cake Shop",
  scopes: ["direct_debit", "user_profile"],
  nonce: "nonce-1",
  referenceId: "customer-7",
  redirectUrl: "https://shop.example/linked",
} as const;
const ask = () => ({ ...request, scopes: [...request.scopes] });

test("a shopper follows the request, agrees, and what comes back is verified", async () => {
  const { apiKey, apiSecret } = trialMerchant;
  const options = { environment: "emulator", emulatorUrl: emulator.url, ...trialMerchant } as const;
  const followed = await fetch(await createLinkRequest(options, ask()), { redirect: "manual" });
  const url = new URL(followed.headers.get("location") ?? "", emulator.url).href;
  const { returnTo } = emulator.control.link({ url, customer: "hanako", answer: "accept" });
  const token = new URL(returnTo).searchParams.get("responseToken") ?? "";
  const keys = [{ apiKey, apiSecret }];
  expect(await verifyResponseToken(token, { keys, now: new Date() })).toMatchObject({
    kind: "genuine",
    result: "succeeded",
    nonce: "nonce-1",
    referenceId: "customer-7",
  });
});

test("it leads to PayPay's page, says what is asked, and ends after five minutes", async () => {
  const options = {
    environment: "production",
    apiKey: "a_own",
    apiSecret: "b3duLXNlY3JldC1jYW5hcnktMDEyMzQ1Njc4OTAxMjM=",
    merchantId: "1",
    clock: () => new Date("2026-11-21T03:00:00Z"),
  } as const;
  const url = new URL(await createLinkRequest(options, ask()));
  expect(url.origin + url.pathname).toBe("https://www.paypay.ne.jp/app/opa/user_authorization");
  expect(url.searchParams.get("apiKey")).toBe("a_own");
  expect(decodeJwt(url.searchParams.get("requestToken") ?? "")).toEqual({
    iss: "Mune's Cake Shop",
    aud: "paypay.ne.jp",
    exp: Date.parse("2026-11-21T03:05:00Z") / 1000,
    scope: "direct_debit,user_profile",
    nonce: "nonce-1",
    referenceId: "customer-7",
    redirectUrl: "https://shop.example/linked",
  });
});

test.each([
  ["no base64", "not-base64-but-long-enough!", "configuration"],
  ["the base64 of too little", "c2hvcnQ=AAAAAAAAAAAA", "configuration"],
])("a secret that is %s signs nothing", async (_name, apiSecret, code) => {
  const options = { environment: "sandbox", apiKey: "a_own", apiSecret, merchantId: "1" } as const;
  await expect(createLinkRequest(options, ask())).rejects.toMatchObject({ code });
});

test("a field that breaks a rule is named, and an environment without the page too", async () => {
  const { apiKey, merchantId } = { apiKey: "a_own", merchantId: "1" };
  const apiSecret = "b3duLXNlY3JldC1jYW5hcnktMDEyMzQ1Njc4OTAxMjM=";
  const own = { apiKey, apiSecret, merchantId };
  await expect(
    createLinkRequest({ ...own, environment: "sandbox" }, { ...ask(), redirectUrl: "shop" }),
  ).rejects.toMatchObject({ code: "invalid_request", message: expect.stringContaining("redirectUrl") });
  await expect(createLinkRequest({ ...own, environment: "perf" }, ask())).rejects.toMatchObject({
    code: "configuration",
  });
});
