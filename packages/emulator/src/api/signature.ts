import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** What a caller put into `Authorization: hmac OPA-Auth:…`. */
export interface Credentials {
  readonly apiKey: string;
  readonly signature: string;
  readonly nonce: string;
  readonly epoch: string;
  readonly bodyHash: string;
}

/** What the signature speaks of. */
export interface SignedRequest {
  readonly method: string;
  /** As on the wire, without the query. */
  readonly path: string;
  readonly contentType: string;
  readonly body: Uint8Array;
}

const prefix = "hmac OPA-Auth:";

export function readCredentials(header: string | null): Credentials | null {
  if (!header?.startsWith(prefix)) return null;
  const [apiKey, signature, nonce, epoch, bodyHash, ...rest] = header.slice(prefix.length).split(":");
  if (!apiKey || !signature || !nonce || !epoch || !bodyHash || rest.length > 0) return null;
  return { apiKey, signature, nonce, epoch, bodyHash };
}

/** Whether the secret's owner signed exactly these bytes. */
export function isSigned(request: SignedRequest, credentials: Credentials, apiSecret: string): boolean {
  const expected = sign(request, credentials, apiSecret);
  return (
    sameText(expected.signature, credentials.signature) && sameText(expected.bodyHash, credentials.bodyHash)
  );
}

export function sign(
  { method, path, contentType, body }: SignedRequest,
  { nonce, epoch }: Pick<Credentials, "nonce" | "epoch">,
  apiSecret: string,
): { readonly signature: string; readonly bodyHash: string } {
  // The body decides, not the header: PayPay's own Python and PHP SDKs send a Content-Type without a body.
  const empty = body.length === 0;
  const signedType = empty ? "empty" : contentType;
  const bodyHash = empty ? "empty" : createHash("md5").update(contentType).update(body).digest("base64");
  const text = [path, method, nonce, epoch, signedType, bodyHash].join("\n");
  return { signature: createHmac("sha256", apiSecret).update(text).digest("base64"), bodyHash };
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
