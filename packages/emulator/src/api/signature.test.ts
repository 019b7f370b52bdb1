import { describe, expect, test } from "vitest";
import fixture from "../testing/signature-vectors.json" with { type: "json" };
import { isSigned, readCredentials } from "./signature.ts";

type Vector = (typeof fixture.vectors)[number];

function signedRequest({ method, target, contentType, body }: Vector) {
  return {
    method,
    path: target.split("?")[0] ?? target,
    contentType: contentType ?? "",
    body: new TextEncoder().encode(body ?? ""),
  };
}

function verify(vector: Vector, change: Partial<ReturnType<typeof signedRequest>> = {}): boolean {
  const credentials = readCredentials(vector.authorization);
  return (
    credentials !== null && isSigned({ ...signedRequest(vector), ...change }, credentials, vector.apiSecret)
  );
}

describe.each(fixture.vectors)("$id ($source)", (vector) => {
  test("its signature is accepted", () => {
    expect(verify(vector)).toBe(true);
  });

  test.each([
    ["another path", { path: "/v2/elsewhere" }],
    ["another method", { method: "PATCH" }],
    ["another body", { body: new TextEncoder().encode(`${vector.body ?? ""} `) }],
  ])("%s is refused", (_, change) => {
    expect(verify(vector, change)).toBe(false);
  });

  test("another secret is refused", () => {
    expect(verify({ ...vector, apiSecret: `${vector.apiSecret}x` })).toBe(false);
  });
});

test("a Content-Type without a body is signed as empty, as PayPay's Python and PHP SDKs do", () => {
  const withoutBody = fixture.vectors.filter(({ body }) => body === null);
  expect(withoutBody.length).toBeGreaterThan(0);
  for (const vector of withoutBody) expect(verify(vector, { contentType: "application/json" })).toBe(true);
});

test("the Content-Type of a body is signed as it was sent, to the letter", () => {
  const [vector] = fixture.vectors.filter(({ contentType }) => contentType === "application/json");
  expect(vector && verify(vector, { contentType: "application/json;charset=UTF-8" })).toBe(false);
});

test.each([
  ["nothing", null],
  ["another scheme", "Bearer abc"],
  ["four fields", "hmac OPA-Auth:a:b:c:1"],
  ["six fields", "hmac OPA-Auth:a:b:c:1:empty:x"],
  ["an empty field", "hmac OPA-Auth:a::c:1:empty"],
])("an Authorization header with %s has no credentials", (_, header) => {
  expect(readCredentials(header)).toBeNull();
});
