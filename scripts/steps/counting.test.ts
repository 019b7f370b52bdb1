import { resolve } from "node:path";
import { expect, test } from "vitest";
import { countPlaywright } from "./e2e.ts";
import { countVitest } from "./unit.ts";

test("a test file that could not be loaded counts as failed, and what failed is named", () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      {
        name: resolve("a.test.ts"),
        status: "passed",
        assertionResults: [{ status: "passed", fullName: "a" }],
      },
      {
        name: resolve("b.test.ts"),
        status: "failed",
        assertionResults: [{ status: "failed", fullName: "b" }],
      },
      { name: resolve("c.test.ts"), status: "failed", assertionResults: [] },
    ],
  };
  expect(countVitest(report)).toEqual({
    passed: 5,
    failed: 2,
    skipped: 2,
    failures: ["b.test.ts: b", "c.test.ts"],
  });
});

test("a flaky story and an error outside of every story count as failed, and the story is named", () => {
  const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 0 };
  const spec = (title: string, status: string) => ({ title, tests: [{ projectName: "phone", status }] });
  const suites = [
    {
      title: "pay.spec.ts",
      specs: [spec("she pays", "unexpected"), spec("she looks", "expected")],
      suites: [{ title: "offline", specs: [spec("she waits", "flaky")] }],
    },
  ];
  expect(countPlaywright({ stats, errors: ["no browser"], suites })).toEqual({
    passed: 7,
    failed: 3,
    skipped: 0,
    failures: [
      "[phone] pay.spec.ts › she pays (unexpected)",
      "[phone] pay.spec.ts › offline › she waits (flaky)",
    ],
  });
});
