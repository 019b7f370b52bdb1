import { describe, expect, it } from "vitest";
import { createAddressList, readSourceAddress } from "./source-address.ts";

describe("where a request comes from", () => {
  const read = (trustedProxies: number, forwardedFor: string | null) =>
    readSourceAddress(
      new Headers(forwardedFor === null ? {} : { "x-forwarded-for": forwardedFor, forwarded: "for=1.1.1.1" }),
      { trustedProxies },
    );

  it.each<[string, string | null, (string | null)[]]>([
    // Header, and what is read behind 0, 1 and 2 proxies of ours.
    ["nothing", null, [null, null, null]],
    ["one entry", "203.0.113.7", [null, "203.0.113.7", null]],
    ["two entries", "198.51.100.1, 203.0.113.7", [null, "203.0.113.7", "198.51.100.1"]],
    ["a forged left", "1.1.1.1, 198.51.100.1,203.0.113.7", [null, "203.0.113.7", "198.51.100.1"]],
    ["IPv6", "2001:db8::1, ::ffff:203.0.113.7", [null, "::ffff:203.0.113.7", "2001:db8::1"]],
    ["an empty entry", "203.0.113.7, ", [null, null, "203.0.113.7"]],
    ["a name", "203.0.113.7, unknown", [null, null, "203.0.113.7"]],
    ["an address with a port", "203.0.113.7:443", [null, null, null]],
  ])("%s", (_name, header, expected) => {
    expect([0, 1, 2].map((proxies) => read(proxies, header))).toEqual(expected);
  });

  it("several lines of the header are one list, the last line being the nearest", () => {
    const headers = new Headers([
      ["x-forwarded-for", "1.1.1.1"],
      ["X-Forwarded-For", "203.0.113.7"],
    ]);
    expect(readSourceAddress(headers, { trustedProxies: 1 })).toBe("203.0.113.7");
  });
});

describe("a list of addresses", () => {
  const isListed = createAddressList(["203.0.113.7", "198.51.100.0/24", "2001:db8::1", "2001:db8:1::/48"]);

  it.each([
    "203.0.113.7",
    "198.51.100.0",
    "198.51.100.255",
    "2001:db8::1",
    "2001:0DB8:0:0:0:0:0:1",
    "2001:db8:1:ffff::9",
    "::ffff:203.0.113.7",
    "::ffff:cb00:7107",
    "::ffff:198.51.100.9",
  ])("%s is on it", (address) => {
    expect(isListed(address)).toBe(true);
  });

  it.each([
    null,
    "203.0.113.8",
    "198.51.101.0",
    "2001:db8::2",
    "2001:db8:2::",
    "::ffff:203.0.113.8",
    "::203.0.113.7",
    "::1",
  ])("%s is not", (address) => {
    expect(isListed(address)).toBe(false);
  });

  it("an IPv4 address that is listed in IPv6's way is the same address", () => {
    expect(createAddressList(["::ffff:203.0.113.7"])("203.0.113.7")).toBe(true);
  });

  it.each([
    "",
    "paypay.ne.jp",
    "203.0.113",
    "203.0.113.7/33",
    "203.0.113.7/",
    "203.0.113.0/-1",
    "::/129",
    "::/0/0",
    "203.0.113.7:80",
  ])("%j is a mistake that is named", (entry) => {
    expect(() => createAddressList([entry])).toThrow(
      expect.objectContaining({ code: "configuration", message: expect.stringContaining(`"${entry}"`) }),
    );
  });
});
