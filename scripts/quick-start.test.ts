import { expect, test } from "vitest";
import { readQuickStart } from "./quick-start.ts";

test("a shop writes three files, and at most 22 lines in them", () => {
  const files = readQuickStart();
  expect(files.map(({ path }) => path)).toEqual([
    "lib/kaikei.ts",
    "app/api/kaikei/[...kaikei]/route.ts",
    "app/checkout/[order]/page.tsx",
  ]);
  const lines = files.flatMap(({ code }) => code.split("\n").filter((line) => line.trim() !== ""));
  expect(lines.length).toBeLessThanOrEqual(22);
  // Nor is the count kept low by longer lines than a formatter would leave.
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
});
