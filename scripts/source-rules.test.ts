import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inWorkspace, root } from "./workspace.ts";

/** Lines of what we ship that match, as `file: line`. */
function linesWith(pattern: RegExp): string[] {
  const files = globSync(["packages/*/src/**/*.{ts,tsx}", "apps/demo/**/*.{ts,tsx}"], {
    cwd: root,
    exclude: (path) => /node_modules|\.next|testing/.test(path),
  }).filter((file) => !/\.test\.tsx?$/.test(file));
  expect(files.length).toBeGreaterThan(200);
  return files.flatMap((file) =>
    readFileSync(inWorkspace(file), "utf8")
      .split("\n")
      .filter((line) => pattern.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
}

const comparedSecret =
  /(?<!typeof [\w.]*)\b\w*(secret|token|signature|mac|bearer|digest)\b\)? *[!=]==(?! *(null\b|undefined\b|""|''|\d)) *\S/i;
const rawHtml = /dangerouslySetInnerHTML|\.(inner|outer)HTML *=|insertAdjacentHTML|document\.write/;

test("no secret, token or signature is compared in a time that depends on it", () => {
  expect(comparedSecret.test("if (bearer === kaikei.cronSecret) return")).toBe(true);
  expect(comparedSecret.test("if (secret === null) refuse()")).toBe(false);
  expect(comparedSecret.test('return typeof kept.token === "string"')).toBe(false);
  expect(linesWith(comparedSecret)).toEqual([]);
});

test("React writes text: nothing that we ship writes HTML of its own, but its words as data", () => {
  expect(rawHtml.test("<p dangerouslySetInnerHTML={{ __html: name }} />")).toBe(true);
  expect(linesWith(rawHtml).toSorted()).toEqual([
    // One of its constants, which leave the server's card as it is, take it away, or offer the page anew.
    expect.stringContaining("cards/late-card.tsx: dangerouslySetInnerHTML: html,"),
    expect.stringContaining("__html: wordsForPage(words)"),
  ]);
});
