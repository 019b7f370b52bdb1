import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runShown } from "../run-shown.ts";
import { believe, oneFailed, sum, type Tally } from "../tally.ts";
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
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** A file that could not be loaded, or whose hooks failed, has no failed test in it and counts as one. */
export function countVitest(report: VitestReport): Tally {
  const tests = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"),
  );
  return sum([tests, ...brokenFiles.map(() => oneFailed)]);
}
