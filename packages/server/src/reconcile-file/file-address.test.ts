import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { createFileAddressCheck, isPublicAddress } from "./file-address.ts";

const host = "files.paypay.example.jp";
const real = createFileAddressCheck([host], { trial: false });
const trial = createFileAddressCheck([], { trial: true });

it("a listed host over https is believed, with whatever path and parameters the provider signs", () => {
  const address = `https://${host}/a/transaction.csv?X-Amz-Signature=%2Fabc&x=1`;
  expect(real(address)?.href).toBe(address);
  expect(real(`https://${host.toUpperCase()}:443/x`)?.host).toBe(host);
});

describe("an address is not believed that", () => {
  test.each([
    ["has no TLS", `http://${host}/x`],
    ["is another host", "https://files.paypay.example.com/x"],
    ["is a host below", `https://evil.${host}/x`],
    ["ends like the host", `https://evil${host}/x`],
    ["begins like the host", `https://${host}.evil.example/x`],
    ["has the host as user", `https://${host}@evil.example/x`],
    ["has the host as user and password", `https://${host}:443@evil.example/x`],
    ["has a user", `https://user@${host}/x`],
    ["has a password", `https://:secret@${host}/x`],
    ["has the host after a backslash", `https://evil.example\\@${host}/x`],
    ["has the host in its path", `https://evil.example/${host}`],
    ["has the host as its fragment", `https://evil.example#${host}`],
    ["has another port", `https://${host}:8443/x`],
    ["has port 80", `https://${host}:80/x`],
    ["has a dot at its end", `https://${host}./x`],
    ["has letters that look alike", `https://files.pаypay.example.jp/x`],
    ["has full-width letters of another host", "https://ｅｖｉｌ．example/x"],
    ["has a soft dot of another host", "https://evil。example/x"],
    ["is this machine", "https://localhost/x"],
    ["is this machine by number", "https://127.0.0.1/x"],
    ["is this machine by one number", "https://2130706433/x"],
    ["is this machine in IPv6", "https://[::1]/x"],
    ["is a cloud's metadata service", "https://169.254.169.254/latest/meta-data"],
    ["is the same in IPv6", "https://[::ffff:169.254.169.254]/x"],
    ["is no http", `ftp://${host}/x`],
    ["is a file", `file://${host}/etc/passwd`],
    ["is data", "data:text/csv,1"],
    ["is a script", `javascript://${host}/%0aalert(1)`],
    ["has no scheme", `//${host}/x`],
    ["is a path", "/etc/passwd"],
    ["is nothing", ""],
    ["is very long", `https://${host}/${"x".repeat(2048)}`],
  ])("%s", (_what, address) => {
    expect(real(address)).toBeNull();
  });
});

it("full-width letters and upper case of the host itself are the host: they become it before anything is connected to", () => {
  expect(real("https://ＦＩＬＥＳ.paypay.example.jp/x")?.hostname).toBe(host);
});

it("whatever the address: what is believed leads to the listed host, over TLS, and carries no credentials", () => {
  const parts = fc.constantFrom(
    "https:",
    "http:",
    "//",
    "/",
    "\\",
    "@",
    ":",
    "#",
    "?",
    ".",
    host,
    "evil.example",
    "[::1]",
    "%2e",
    "\t",
    "\n",
    "443",
    "1",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 10 }), (pieces) => {
      const url = real(pieces.join(""));
      return url === null || (url.origin === `https://${host}` && url.username === "" && url.password === "");
    }),
    { numRuns: 5000 },
  );
});

it("in a trial only this machine is believed beside the listed hosts", () => {
  for (const address of [
    "http://127.0.0.1:4010/files/x",
    "http://localhost:4010/x",
    "https://[::1]:4010/x",
  ]) {
    expect(trial(address)?.href).toBe(address);
    expect(real(address)).toBeNull();
  }
  for (const address of [
    "http://10.0.0.1/x",
    "http://example.com/x",
    "http://localhost.evil.example/x",
    "http://u@localhost/x",
  ]) {
    expect(trial(address)).toBeNull();
  }
});

describe("a list of hosts with something else in it stops the start", () => {
  test.each([
    "https://files.example.com",
    "files.example.com:443",
    "files.example.com/",
    "*.example.com",
    "Files.example.com",
    "127.0.0.1",
    "[::1]",
    "localhost",
    "example",
    "files.example.com.",
    "",
  ])("%j", (entry) => {
    expect(() => createFileAddressCheck([entry], { trial: true })).toThrow(/allowedHosts/);
  });
});

describe("of the open internet", () => {
  test.each(["8.8.8.8", "52.192.112.175", "2404:6800:4004::1", "2600:9000::1"])("%s is", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  test.each([
    ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255"],
    ...[
      "192.168.1.1",
      "198.18.0.1",
      "224.0.0.1",
      "255.255.255.255",
      "::",
      "::1",
      "fe80::1",
      "fc00::1",
      "fd00:ec2::254",
    ],
    ...[
      "::ffff:127.0.0.1",
      "::ffff:8.8.8.8",
      "64:ff9b::7f00:1",
      "2002:7f00:1::",
      "2001:db8::1",
      "ff02::1",
      "x",
      "",
    ],
  ])("%s is not", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
