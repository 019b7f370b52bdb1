import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { appearanceVariables, cssNameOf } from "./appearance.ts";

const folder = import.meta.dirname;
const readme = readFileSync(join(folder, "../README.md"), "utf8");
const styles = readFileSync(join(folder, "styles.css"), "utf8");
const rules = styles.replace(/\/\*[\s\S]*?\*\//g, "").trim();

test("the variables that the README documents, the stylesheet reads and the types know are the same, 25 or more", () => {
  const documented = [...readme.matchAll(/^\| `(--kaikei-[\w-]+)` +\|/gm)].map(([, name]) => name);
  const read = new Set([...rules.matchAll(/var\(\s*(--kaikei-[\w-]+)/g)].map(([, name]) => name));
  const typed = appearanceVariables.map(cssNameOf);
  expect(typed.length).toBeGreaterThanOrEqual(25);
  expect(documented).toEqual(typed);
  expect([...read].sort()).toEqual([...typed].sort());
});

test("the stylesheet is one layer and every rule in it begins at .kaikei", () => {
  expect(rules.startsWith("@layer kaikei {")).toBe(true);
  expect(rules.match(/^\S.*$/gm)).toEqual(["@layer kaikei {", "}"]);
  const inner = rules.replace(/@keyframes [\s\S]*?\n {2}\}/g, "").slice("@layer kaikei {".length);
  const selectors = [...inner.matchAll(/([^{};]+)\{/g)].flatMap(([, selector = ""]) =>
    selector.trim().split(/,\n/),
  );
  expect(selectors.length).toBeGreaterThan(30);
  expect(selectors.filter((selector) => !/^(\.kaikei\b|@media)/.test(selector.trim()))).toEqual([]);
});

test("it is at most 3 kB, without comments and needless space, gzipped", () => {
  // A little more than what a minifier makes of it.
  const small = rules.replace(/\s+/g, " ").replace(/ ?([{};,]|: ) ?/g, (mark) => mark.trim());
  expect(gzipSync(small, { level: 9 }).length).toBeLessThanOrEqual(3_000);
});

test("nothing in it knows left from right: every side and size is a logical one", () => {
  const physical =
    /[\s;{]((?:(?:min|max)-)?(?:width|height)|(?:(?:margin|padding|border|inset|scroll-margin)-)?(?:left|right|top|bottom)[\w-]*|float|clear)\s*:/g;
  expect([..." a { margin-left: 0; max-width: 1px }".matchAll(physical)].length).toBe(2);
  expect([...rules.matchAll(physical)].map(([, property]) => property)).toEqual([]);
  expect(rules).not.toMatch(/text-align:\s*(left|right)/);
});

test("no size glides: while a code waits for minutes, the page would be laid out anew in each frame", () => {
  const glides = [...rules.matchAll(/transition:\s*([^;]+);/g)].map(([, what = ""]) => what);
  expect(glides.filter((what) => !/^none\b/.test(what))).toEqual([]);
});
