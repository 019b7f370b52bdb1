import { BlockList, isIP } from "node:net";
import { KaikeiError } from "../errors.ts";

/** Says where a file may be fetched from: null for any other address. */
export type CheckFileAddress = (address: string) => URL | null;

/**
 * Which addresses of files are believed. The event that names one is not signed, so anybody can make us connect to what
 * this lets through: hosts that the shop has listed, over https, on its usual port. In a trial (`emulator`) also what
 * can only be this machine.
 *
 * @throws KaikeiError `configuration`, naming the entry that is no host name.
 */
export function createFileAddressCheck(
  allowedHosts: readonly string[],
  { trial }: { trial: boolean },
): CheckFileAddress {
  const hosts = new Set(allowedHosts.map(readHost));
  return (address) => {
    if (address.length > longest || !URL.canParse(address)) return null;
    const url = new URL(address);
    if (url.username !== "" || url.password !== "") return null;
    if (trial && isThisMachine(url.hostname) && /^https?:$/.test(url.protocol)) return url;
    // `URL` has brought the host into its one form: lower case, xn--, numbers as dotted ones. A dot at the end is kept.
    return url.protocol === "https:" && url.port === "" && hosts.has(url.hostname) ? url : null;
  };
}

const longest = 2048;

function readHost(entry: string): string {
  const isName = /^(?=.{4,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z]([a-z\d-]{0,61}[a-z\d])?$/.test(
    entry,
  );
  if (isName) return entry;
  throw new KaikeiError(
    "configuration",
    `createKaikei: reconciliationFile.allowedHosts: ${JSON.stringify(entry)} is no host name such as files.example.com: small letters, without https://, port or path.`,
  );
}

function isThisMachine(hostname: string): boolean {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  return hostname === "localhost" || (isIP(bare) !== 0 && loopback.check(bare, familyOf(bare)));
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

const notPublic = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  notPublic.addSubnet(network, bits, "ipv4");
}
// Within 2000::/3: addresses that carry an IPv4 one, and those of examples.
for (const [network, bits] of [
  ["2001::", 32],
  ["2001:db8::", 32],
  ["2002::", 16],
] as const) {
  notPublic.addSubnet(network, bits, "ipv6");
}
const unicast = new BlockList();
unicast.addSubnet("2000::", 3, "ipv6");

/** An address of the open internet: not of this machine, its network, a cloud's metadata service, or a special one. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !notPublic.check(address, "ipv4");
  return isIP(address) === 6 && unicast.check(address, "ipv6") && !notPublic.check(address, "ipv6");
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 4 ? "ipv4" : "ipv6";
}
