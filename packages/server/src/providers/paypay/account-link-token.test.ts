import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { signToken } from "../../testing/sign-token.ts";
import { verifyResponseToken } from "./account-link-token.ts";
import vectors from "./account-link-vectors.json" with { type: "json" };

const { apiKey, apiSecret, nonce, referenceId } = vectors;
const expected = { nonce, referenceId };
const now = new Date("2026-11-21T03:00:00Z");
const seconds = now.getTime() / 1000;
const keys = [{ apiKey, apiSecret }];
const key = Buffer.from(apiSecret, "base64");
const claims = {
  ...{ aud: apiKey, iss: "paypay.ne.jp", exp: seconds + 300, result: "succeeded", nonce, referenceId },
  profileIdentifier: "*******1234",
  userAuthorizationId: "canary-user-authorization",
};
const verify = (token: string, change: Partial<Parameters<typeof verifyResponseToken>[1]> = {}) =>
  verifyResponseToken(token, { keys, now, expected, ...change });

test.each(vectors.tokens)(
  "of the published vectors, $id is accepted: $accepted",
  async ({ token, accepted }) => {
    expect((await verify(token)).kind === "genuine").toBe(accepted);
  },
);

test.each(["succeeded", "declined", "bad_request"])("what she did is told: %s", async (result) => {
  expect(await verify(signToken({ ...claims, result }, { key }))).toEqual({
    ...{ kind: "genuine", result, nonce, referenceId, profileIdentifier: "*******1234" },
    userAuthorizationId: "canary-user-authorization",
  });
});

test("a declined token names nobody, and need not", async () => {
  const { userAuthorizationId: _, profileIdentifier: __, ...declined } = { ...claims, result: "declined" };
  expect(await verify(signToken(declined, { key }))).toMatchObject({
    kind: "genuine",
    userAuthorizationId: null,
  });
});

describe("a token that is not PayPay's for us, now, is refused, and the check is named without what it held", () => {
  const without = (name: keyof typeof claims) =>
    Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));
  const genuine = signToken(claims, { key });
  const [header, payload, signature] = genuine.split(".");
  const evil = Buffer.from(JSON.stringify({ ...claims, userAuthorizationId: "canary-evil" }));
  const badSignature = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
  test.each([
    ["alg none", signToken(claims, { key, header: { alg: "none" } }), "ERR_JOSE_ALG_NOT_ALLOWED"],
    [
      "HS512",
      signToken(claims, { key, header: { alg: "HS512" }, hash: "sha512" }),
      "ERR_JOSE_ALG_NOT_ALLOWED",
    ],
    ["another key", signToken(claims, { key: Buffer.from("x".repeat(32)) }), badSignature],
    ["the secret undecoded", signToken(claims, { key: Buffer.from(apiSecret) }), badSignature],
    ["tampered claims", `${header}.${evil.toString("base64url")}.${signature}`, badSignature],
    ["no signature", `${header}.${payload}.`, badSignature],
    ["another audience", signToken({ ...claims, aud: "a_someone_else" }, { key }), "aud"],
    ["many audiences", signToken({ ...claims, aud: [apiKey, "a_someone_else"] }, { key }), "claims"],
    ["another issuer", signToken({ ...claims, iss: "evil.example" }, { key }), "iss"],
    ["no issuer", signToken(without("iss"), { key }), "iss"],
    ["no exp", signToken(without("exp"), { key }), "exp"],
    ["an exp in words", signToken({ ...claims, exp: "never" }, { key }), "exp"],
    ["a wrong nonce", signToken({ ...claims, nonce: "n-0002" }, { key }), "nonce"],
    ["no nonce", signToken(without("nonce"), { key }), "claims"],
    ["a wrong referenceId", signToken({ ...claims, referenceId: "user-43" }, { key }), "referenceId"],
    ["no result", signToken(without("result"), { key }), "claims"],
  ])("%s", async (_name, token, reason) => {
    const read = await verify(token);
    expect(read).toEqual({ kind: "invalid", reason });
    expect(JSON.stringify(read)).not.toContain("canary");
  });

  test("its time counts to the minute: a server's clock may be that much ahead", async () => {
    const expiring = (exp: number) => verify(signToken({ ...claims, exp }, { key }));
    expect(await expiring(seconds - 59)).toMatchObject({ kind: "genuine" });
    expect(await expiring(seconds - 61)).toEqual({ kind: "late" });
  });

  test("whatever text it is", async () => {
    const text = fc.oneof(fc.string(), fc.base64String());
    const tokens = fc.oneof(
      text,
      fc.array(text, { maxLength: 5 }).map((parts) => parts.join(".")),
    );
    await fc.assert(
      fc.asyncProperty(tokens, async (token) => {
        expect((await verify(token)).kind).toBe("invalid");
      }),
    );
  });

  test("whichever character of a genuine one is changed", async () => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    // The last character of a signature carries two bits that no byte has.
    const place = fc.nat(genuine.length - 2);
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom(...letters), async (at, letter) => {
        fc.pre(genuine[at] !== letter);
        const changed = genuine.slice(0, at) + letter + genuine.slice(at + 1);
        expect((await verify(changed)).kind).not.toBe("genuine");
      }),
    );
  });
});

describe("while the keys are rotated", () => {
  const next = {
    apiKey: "a_next",
    apiSecret: Buffer.from("the next secret, 32 bytes long!!").toString("base64"),
  };
  const nextKey = Buffer.from(next.apiSecret, "base64");
  const both = [...keys, next];

  test.each([
    ["the first", signToken(claims, { key })],
    ["the second", signToken({ ...claims, aud: next.apiKey }, { key: nextKey })],
  ])("a token of %s pair is accepted", async (_name, token) => {
    expect(await verify(token, { keys: both })).toMatchObject({ kind: "genuine" });
  });

  test("one pair's audience under the other's signature is not", async () => {
    const crossed = signToken({ ...claims, aud: next.apiKey }, { key });
    expect(await verify(crossed, { keys: both })).toEqual({ kind: "invalid", reason: "aud" });
  });
});

test.each(["no base64 at all!", "dGVzdC1zZWNyZXQtbm90LXJlYWw", "c2hvcnQ="])(
  "with the unusable secret %j nothing is verified: the configuration is at fault, and is not repeated",
  async (unusable) => {
    const verified = verify(signToken(claims, { key }), { keys: [{ apiKey, apiSecret: unusable }] });
    await expect(verified).rejects.toMatchObject({
      code: "configuration",
      message: expect.not.stringContaining(unusable),
    });
  },
);
