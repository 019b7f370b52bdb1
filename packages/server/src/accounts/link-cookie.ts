import { createHash, randomBytes } from "node:crypto";
import { linkLifeMs } from "./link-life.ts";

/** What a browser carries between setting out to link an account and coming back. */
export interface LinkCookie {
  attempt: string;
  /** Random; in the record is its hash. */
  browser: string;
}

export function newLinkCookie(attempt: string): LinkCookie {
  return { attempt, browser: randomBytes(32).toString("base64url") };
}

/** The value of a `Set-Cookie` header; null takes the cookie away. */
export function writeLinkCookie(callbackUrl: URL, cookie: LinkCookie | null): string {
  const { name, path, secure } = placeOf(callbackUrl);
  const value = cookie === null ? "" : `${cookie.attempt}.${cookie.browser}`;
  const maxAge = cookie === null ? 0 : linkLifeMs / 1000;
  // Lax: the way back from the provider is a navigation from another site, and has to carry it.
  const flags = ["HttpOnly", "SameSite=Lax", ...(secure ? ["Secure"] : [])].join("; ");
  return `${name}=${value}; Path=${path}; Max-Age=${maxAge}; ${flags}`;
}

export function readLinkCookie(headers: Headers, callbackUrl: URL): LinkCookie | null {
  const { name } = placeOf(callbackUrl);
  for (const pair of (headers.get("cookie") ?? "").split(/; */)) {
    if (!pair.startsWith(`${name}=`)) continue;
    const [, attempt, browser] = /^(att_[\w-]{1,60})\.([\w-]{43})$/.exec(pair.slice(name.length + 1)) ?? [];
    if (attempt !== undefined && browser !== undefined) return { attempt, browser };
  }
  return null;
}

/** 32 random bytes need no more than a plain hash. */
export function hashRandom(value: string): string {
  return createHash("sha256").update(value).digest("base64url");
}

function placeOf({ pathname, protocol }: URL): { name: string; path: string; secure: boolean } {
  const secure = protocol === "https:";
  // Browsers take a name with this prefix over TLS only.
  const name = secure ? "__Secure-kaikei-link" : "kaikei-link";
  return { name, path: pathname.replace(/\/callback$/, ""), secure };
}
