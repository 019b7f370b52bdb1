import type { BeginIntent } from "../provider.ts";
import { readSourceAddress } from "./source-address.ts";

/** The shop's own server asks: there is no browser. */
export const nobody = { device: "desktop", userAgent: null, ipAddress: null } as const;

/** What the visitor's request says about her browser. A guess that decides what is shown first, nothing more. */
export function readShopper(
  headers: Headers,
  { trustedProxies }: { trustedProxies: number },
): BeginIntent["shopper"] {
  const userAgent = headers.get("user-agent");
  return {
    device: isPhone(headers, userAgent) ? "phone" : "desktop",
    userAgent: userAgent?.slice(0, 255) ?? null,
    ipAddress: readSourceAddress(headers, { trustedProxies }),
  };
}

function isPhone(headers: Headers, userAgent: string | null): boolean {
  const hint = headers.get("sec-ch-ua-mobile");
  if (hint !== null) return hint === "?1";
  return userAgent !== null && /iPhone|iPod|Android.*Mobile|Mobile.*Firefox/.test(userAgent);
}
