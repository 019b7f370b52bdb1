import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { measureBundle } from "./bundle-size.ts";
import { sizes } from "./react-sizes.ts";
import { inWorkspace } from "./workspace.ts";

test.each(sizes)("$what weighs at most $limit kB in a shop's bundle", async ({ limit, measure }) => {
  const kilobytes = (await measure()) / 1000;
  expect(kilobytes).toBeGreaterThan(0.5);
  expect(kilobytes).toBeLessThanOrEqual(limit);
});

test("every tag has its limit", () => {
  const names = readdirSync(inWorkspace("packages/react/src/tags"))
    .filter((file) => !file.includes(".test."))
    .map((file) => basename(file, ".tsx").replaceAll("-", ""));
  const measured = sizes.map(({ what }) => /^<(\w+)\/>, own/.exec(what)?.[1]?.toLowerCase());
  expect(names.filter((name) => !measured.includes(name))).toEqual([]);
});

test("what is imported dynamically counts as loaded later, and what both need only once", async () => {
  const { first, later } = await measureBundle({
    code: 'export { formatAmount } from "./format-amount.ts"; export const words = () => import("./ja.ts");',
    from: "packages/react/src/messages",
  });
  expect(later.map(({ name }) => name)).toEqual(["messages/ja"]);
  expect(later[0]?.bytes).toBeGreaterThan(first);
});

test("a tag's static import has no language in it; each is loaded alone, and weighs at most 3 kB", async () => {
  const { later } = await measureBundle({
    code: 'export { PaymentStatus } from "@kaikei/react"',
    from: "bench",
  });
  const languages = ["en", "ja", "ko", "zh-hans", "zh-hant"];
  const loaded = later.filter(({ name }) => name.startsWith("payment/"));
  expect(loaded.map(({ name }) => name).sort()).toEqual(languages.map((name) => `payment/${name}`));
  for (const { name, bytes } of loaded) {
    // What the page has loaded anyway does not count: an empty one is in the tag's own code.
    expect(bytes, name).toBeGreaterThan(1_500);
    expect(bytes, name).toBeLessThanOrEqual(3_000);
  }
});
