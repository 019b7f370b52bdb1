import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { runShown } from "../run-shown.ts";
import { believe, type Tally } from "../tally.ts";
import { binOf } from "../workspace.ts";
import type { StepContext } from "./program.ts";

/** Runs every Vitest project and counts from its own report. */
export async function runVitest({ env, signal, folder }: StepContext & { folder: string }): Promise<Tally> {
  const report = join(folder, "vitest.json");
  const program = binOf({ from: ".", dependency: "vitest" });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  // By default one core is left to the editor; here nobody types.
  const code = await runShown([program, "run", "--maxWorkers=100%", ...reporters], { env, signal });
  return believe(countVitest(JSON.parse(readFileSync(report, "utf8"))), code);
}

/** The part of Vitest's JSON report that we count. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** A file that could not be loaded, or whose hooks failed, has no failed test in it and counts as one. */
export function countVitest(report: VitestReport): Tally {
  const failures: string[] = [];
  let brokenFiles = 0;
  for (const { name, status, assertionResults } of report.testResults) {
    const file = relative("", name);
    const failedTests = assertionResults.filter((test) => test.status === "failed");
    failures.push(...failedTests.map(({ fullName }) => `${file}: ${fullName}`));
    if (status !== "failed" || failedTests.length > 0) continue;
    brokenFiles += 1;
    failures.push(file);
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}
