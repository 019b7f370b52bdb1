import { expect, test } from "vitest";
import { countPlaywright } from "./e2e.ts";
import { countVitest } from "./unit.ts";

test("a test file that could not be loaded counts as failed", () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: "passed", assertionResults: [{ status: "passed" }] },
      { status: "failed", assertionResults: [{ status: "failed" }] },
      { status: "failed", assertionResults: [] },
    ],
  };
  expect(countVitest(report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test("a flaky story and an error outside of every story count as failed", () => {
  const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 0 };
  expect(countPlaywright({ stats, errors: ["no browser"] })).toEqual({ passed: 7, failed: 3, skipped: 0 });
});
