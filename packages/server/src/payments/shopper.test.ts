import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readShopper } from "./shopper.ts";

const page = readFileSync(new URL("../../../../docs/react/phones.md", import.meta.url), "utf8");
const browsers = [...page.matchAll(/^\| ([^|]+) \| (button|code) \| `([^`]+)` \|$/gm)].map(
  ([, name = "", first = "", userAgent = ""]) => ({ name, first, userAgent }),
);

test.each(browsers)("$name gets the $first first", ({ first, userAgent }) => {
  const { device } = readShopper(new Headers({ "user-agent": userAgent }), { trustedProxies: 0 });
  expect(device).toBe(first === "button" ? "phone" : "desktop");
});

test("the page speaks of the browsers that a shop in Japan meets", () => {
  expect(browsers.length).toBeGreaterThanOrEqual(10);
  const names = browsers.map(({ name }) => name).join();
  for (const one of [
    "Safari, iPhone",
    "Chrome, iPhone",
    "Chrome, Android",
    "LINE",
    "Instagram",
    "X, ",
    "Yahoo!",
    "WebView",
    "iPad",
    "Windows",
  ]) {
    expect(names).toContain(one);
  }
});

test("a browser's own hint outweighs its user agent", () => {
  const phone = browsers.find(({ name }) => name === "Chrome, Android")?.userAgent ?? "";
  const headers = new Headers({ "user-agent": phone, "sec-ch-ua-mobile": "?0" });
  expect(readShopper(headers, { trustedProxies: 0 }).device).toBe("desktop");
});
