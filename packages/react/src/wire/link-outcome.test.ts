import { expect, test } from "vitest";
import { readOutcome } from "./link-outcome.ts";

test("an address can name an outcome of the list, and nothing else", () => {
  expect(["linked", "stranger", "constructor", "__proto__"].map(readOutcome)).toEqual([
    "linked",
    "stranger",
    null,
    null,
  ]);
});
