import { expect, test } from "vitest";
import { compileExamples, readExamples } from "./compile-examples.ts";

test("each example of the pages about hooks, parts and problems compiles as it stands", async () => {
  const examples = ["hooks.md", "parts.md", "problems.md"].flatMap(readExamples);
  expect(examples.map(({ name }) => name)).toEqual([
    "one-tap.tsx",
    "pay-by-tap.tsx",
    "order-status.tsx",
    "one-tap-setting.tsx",
    "pay-in-store.tsx",
    "checkout-card.tsx",
    "report-problem.tsx",
  ]);
  await compileExamples(examples);
}, 60_000);
