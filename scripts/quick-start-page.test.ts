import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inWorkspace } from "./workspace.ts";

const filesIn = (...path: string[]) => {
  const page = readFileSync(inWorkspace(...path), "utf8");
  return [...page.matchAll(/^```tsx?\n(\/\/ (?:lib|app)\/[\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
};

test("the quick start shows the README's three files, word for word", () => {
  expect(filesIn("docs", "react", "quick-start.md")).toEqual(filesIn("README.md"));
  expect(filesIn("README.md")).toHaveLength(3);
});
