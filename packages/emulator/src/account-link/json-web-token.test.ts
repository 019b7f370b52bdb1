import { expect, test } from "vitest";
import { readToken, signToken } from "./json-web-token.ts";

// Made up; the shape of the claims is that of the one real token of PayPay's sandbox that was ever published.
const secret = "dGVzdC1zZWNyZXQtbm90LXJlYWwtMDEyMzQ1Njc4OWE=";
const claims = {
  aud: "a_test_key_000000",
  iss: "paypay.ne.jp",
  exp: 2_000_000_000,
  result: "succeeded",
  profileIdentifier: "*******1234",
  nonce: "n-0001",
  userAuthorizationId: "11111111-2222-3333-4444-555555555555",
  referenceId: "user-42",
};
const payload =
  "eyJhdWQiOiJhX3Rlc3Rfa2V5XzAwMDAwMCIsImlzcyI6InBheXBheS5uZS5qcCIsImV4cCI6MjAwMDAwMDAwMCwicmVzdWx0Ijoic3VjY2VlZGVkIiwicHJvZmlsZUlkZW50aWZpZXIiOiIqKioqKioqMTIzNCIsIm5vbmNlIjoibi0wMDAxIiwidXNlckF1dGhvcml6YXRpb25JZCI6IjExMTExMTExLTIyMjItMzMzMy00NDQ0LTU1NTU1NTU1NTU1NSIsInJlZmVyZW5jZUlkIjoidXNlci00MiJ9";
const token = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${payload}.JboA1pLGB7M0neQw5pmVty6lC4_DmRs0houTqOuBEBE`;

test("a token of another implementation is read, and ours is the same to the byte", () => {
  expect(readToken(token, secret)).toEqual(claims);
  expect(signToken(claims, secret)).toBe(token);
});

test.each([
  ["another secret", token, "b3RoZXItc2VjcmV0"],
  ["the secret's text instead of what it stands for", token, Buffer.from(secret).toString("base64")],
  ["a changed payload", token.replace("J9.Jbo", "I9.Jbo"), secret],
  ["no signature", token.slice(0, token.lastIndexOf(".") + 1), secret],
  ["a fourth part", `${token}.x`, secret],
  ["no token at all", "paypay", secret],
])("is not read with %s", (_, given, key) => {
  expect(readToken(given, key)).toBeNull();
});

test("another algorithm is not read, even when it is only named", () => {
  const header = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
  expect(readToken(`${header}.${payload}.`, secret)).toBeNull();
});
