import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Signs claims as PayPay and its merchants do: HS256, and the key is what the API secret stands for in base64,
 * unlike a request's signature, for which the secret is plain text.
 */
export function signToken(claims: object, apiSecret: string): string {
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${signatureOf(signed, apiSecret)}`;
}

/** The claims, or null unless this secret signed them with HS256. Whether they have expired is the caller's question. */
export function readToken(token: string, apiSecret: string): unknown {
  const [header = "", payload = "", signature = "", ...rest] = token.split(".");
  const [given, expected] = [signature, signatureOf(`${header}.${payload}`, apiSecret)].map((text) =>
    Buffer.from(text),
  );
  if (rest.length > 0 || given?.length !== expected?.length) return null;
  if (!given || !expected || !timingSafeEqual(given, expected)) return null;
  const parsed = decode(header);
  const isHs256 = typeof parsed === "object" && parsed !== null && "alg" in parsed && parsed.alg === "HS256";
  return isHs256 ? decode(payload) : null;
}

function signatureOf(text: string, apiSecret: string): string {
  return createHmac("sha256", Buffer.from(apiSecret, "base64")).update(text).digest("base64url");
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    return null;
  }
}
