import { isIP } from "node:net";
import type { BeginIntent } from "../provider.ts";

/** What the visitor's request says about her browser. A guess that decides what is shown first, nothing more. */
export function readShopper(
  headers: Headers,
  { trustedProxies }: { trustedProxies: number },
): BeginIntent["shopper"] {
  const userAgent = headers.get("user-agent");
  return {
    device: isPhone(headers, userAgent) ? "phone" : "desktop",
    userAgent: userAgent?.slice(0, 255) ?? null,
    ipAddress: readAddress(headers.get("x-forwarded-for"), trustedProxies),
  };
}

function isPhone(headers: Headers, userAgent: string | null): boolean {
  const hint = headers.get("sec-ch-ua-mobile");
  if (hint !== null) return hint === "?1";
  return userAgent !== null && /iPhone|iPod|Android.*Mobile|Mobile.*Firefox/.test(userAgent);
}

/** Anybody can write the left of X-Forwarded-For; only what our own proxies appended, counted from the right, is true. */
function readAddress(forwardedFor: string | null, trustedProxies: number): string | null {
  if (trustedProxies === 0) return null;
  const address = forwardedFor?.split(",").at(-trustedProxies)?.trim() ?? "";
  return isIP(address) === 0 ? null : address;
}
