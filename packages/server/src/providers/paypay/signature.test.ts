import { expect, test } from "vitest";
import { authorizationHeader } from "./signature.ts";
import vectors from "./signature-vectors.json" with { type: "json" };

test.each(vectors)("signs like $origin ($id)", (vector) => {
  const { requestTarget, body, expected, ...request } = vector;
  const [path = ""] = requestTarget.split("?");
  const bytes = body === null ? null : new TextEncoder().encode(body);
  expect(authorizationHeader({ ...request, path, body: bytes })).toBe(expected);
});

test("without a body, a content type is not signed", () => {
  const request = { apiKey: "a", apiSecret: "s", method: "GET", path: "/", nonce: "n", epochSeconds: 1 };
  const withType = authorizationHeader({ ...request, contentType: "application/json", body: null });
  expect(withType).toBe(authorizationHeader({ ...request, contentType: null, body: null }));
  expect(withType.endsWith(":empty")).toBe(true);
});

test("one changed byte of the body changes the signature and the hash", () => {
  const request = {
    apiKey: "a",
    apiSecret: "s",
    method: "POST",
    path: "/v2/codes",
    contentType: "application/json",
    nonce: "n",
    epochSeconds: 1,
  };
  const one = authorizationHeader({ ...request, body: new TextEncoder().encode('{"a":1}') });
  const other = authorizationHeader({ ...request, body: new TextEncoder().encode('{"a":2}') });
  expect(one.split(":")[2]).not.toBe(other.split(":")[2]);
  expect(one.split(":")[5]).not.toBe(other.split(":")[5]);
});
