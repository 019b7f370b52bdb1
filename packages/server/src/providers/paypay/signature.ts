import { createHash, createHmac } from "node:crypto";

/** Everything that PayPay's signature covers, and the two credentials. */
export interface SignedRequest {
  apiKey: string;
  /** PayPay's secret as the text it is given as. For signing it is not base64-decoded. */
  apiSecret: string;
  /** Upper case. */
  method: string;
  /** As it goes over the wire, percent-encoded, without host and query. */
  path: string;
  /** The header as it is sent; `null` when there is no body. */
  contentType: string | null;
  /** The bytes as they are sent; `null` when there is no body. */
  body: Uint8Array | null;
  /** Differs with each call. */
  nonce: string;
  /** Whole seconds. PayPay accepts less than two minutes of difference from its own clock. */
  epochSeconds: number;
}

/**
 * The value of the `Authorization` header of a PayPay call (source: the four official SDKs, and the examples
 * that PayPay published, which are in the test).
 *
 * @example
 * ```ts
 * authorizationHeader({ apiKey, apiSecret, method: "GET", path: "/v2/codes/payments/order-1",
 *   contentType: null, body: null, nonce: randomUUID(), epochSeconds: Math.floor(Date.now() / 1000) });
 * ```
 */
export function authorizationHeader(request: SignedRequest): string {
  const { apiKey, apiSecret, method, path, nonce, epochSeconds } = request;
  const signed = request.body === null ? withoutBody : withBody(request.body, request.contentType ?? "");
  const text = [path, method, nonce, epochSeconds, signed.contentType, signed.bodyHash].join("\n");
  const signature = createHmac("sha256", apiSecret).update(text).digest("base64");
  return `hmac OPA-Auth:${apiKey}:${signature}:${nonce}:${epochSeconds}:${signed.bodyHash}`;
}

/** PayPay's word for a body that is not there; a `Content-Type` sent without a body is not signed. */
const withoutBody = { contentType: "empty", bodyHash: "empty" };

function withBody(body: Uint8Array, contentType: string) {
  return { contentType, bodyHash: createHash("md5").update(contentType).update(body).digest("base64") };
}
