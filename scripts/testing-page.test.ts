import { expect, test } from "vitest";
import { compileExamples, readExamples } from "./compile-examples.ts";

test("each example of docs/react/testing-your-shop.md compiles as it stands", async () => {
  const examples = readExamples("testing-your-shop.md");
  expect(examples.map(({ name }) => name)).toEqual([
    "playwright.config.ts",
    "tests/test.ts",
    "tests/checkout.spec.ts",
    "tests/fulfilment.test.ts",
    "tests/checkout.test.tsx",
  ]);
  await compileExamples(examples);
}, 60_000);
