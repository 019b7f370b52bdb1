import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inWorkspace } from "./workspace.ts";

const filesIn = (...path: string[]) => {
  const page = readFileSync(inWorkspace(...path), "utf8");
  return [...page.matchAll(/^```tsx?\n(\/\/ (?:lib|app)\/[\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
};

test("the quick start shows the README's three files, word for word, and the shop that they are tried with", () => {
  const host = readFileSync(inWorkspace("scripts", "hosts", "quick-start", "lib", "shop.ts"), "utf8");
  const [kaikei, ...others] = filesIn("README.md");
  expect(others).toHaveLength(2);
  expect(filesIn("docs", "react", "quick-start.md")).toEqual([kaikei, `// lib/shop.ts\n${host}`, ...others]);
});
