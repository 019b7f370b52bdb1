import { BlockList, isIP } from "node:net";
import { KaikeiError } from "../errors.ts";

/**
 * Where a request comes from; null when that is not known. Anybody can write the left of X-Forwarded-For; only what
 * our own proxies appended, counted from the right, is true.
 */
export function readSourceAddress(
  headers: Headers,
  { trustedProxies }: { trustedProxies: number },
): string | null {
  if (trustedProxies === 0) return null;
  const address = headers.get("x-forwarded-for")?.split(",").at(-trustedProxies)?.trim() ?? "";
  return isIP(address) === 0 ? null : address;
}

/**
 * Which addresses are on a list of IPv4 and IPv6 addresses and networks (`203.0.113.0/24`). One that is not known is on none.
 *
 * @throws KaikeiError `configuration`, naming the entry that is neither.
 */
export function createAddressList(entries: readonly string[]): (address: string | null) => boolean {
  // The name is node's: it only holds addresses.
  const list = new BlockList();
  for (const entry of entries) add(list, entry);
  return (address) => address !== null && list.check(address, familyOf(address));
}

function add(list: BlockList, entry: string): void {
  const [network = "", prefix, ...rest] = entry.split("/");
  const bits = isIP(network) === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : Number(prefix);
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && length <= bits);
  if (isIP(network) === 0 || !isPrefix || rest.length > 0) {
    throw new KaikeiError(
      "configuration",
      `createKaikei: notifications.allowFrom: ${JSON.stringify(entry)} is no address or network such as 203.0.113.7 or 2001:db8::/32.`,
    );
  }
  list.addSubnet(network, length, familyOf(network));
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 4 ? "ipv4" : "ipv6";
}
