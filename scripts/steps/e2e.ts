import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureChromium } from "../chromium.ts";
import { runShown } from "../run-shown.ts";
import { believe, type Tally } from "../tally.ts";
import { binOf } from "../workspace.ts";
import type { StepContext } from "./program.ts";

/** Runs the Playwright stories in a Chromium of this machine and counts from Playwright's own report. */
export async function runPlaywright(
  context: StepContext & { folder: string; say: (line: string) => void },
): Promise<Tally> {
  const { env, signal, folder, say } = context;
  const chromium = await ensureChromium({ env, signal, say });
  const report = join(folder, "playwright.json");
  const program = binOf({ from: "e2e", dependency: "@playwright/test", bin: "playwright" });
  const code = await runShown([program, "test", "--config", "e2e/playwright.config.ts"], {
    env: { ...env, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    signal,
  });
  return believe(countPlaywright(JSON.parse(readFileSync(report, "utf8"))), code);
}

/** The part of Playwright's JSON report that we count. */
export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  title: string;
  specs: { title: string; tests: { projectName: string; status: string }[] }[];
  suites?: PlaywrightSuite[];
}

/** A story that passes only sometimes has failed; so has what broke outside of any story. */
export function countPlaywright({ stats, errors, suites }: PlaywrightReport): Tally {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: suites.flatMap((suite) => failuresIn(suite, [])),
  };
}

function failuresIn({ title, specs, suites = [] }: PlaywrightSuite, above: string[]): string[] {
  const path = [...above, title];
  const here = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ projectName, status }) => `[${projectName}] ${[...path, spec.title].join(" › ")} (${status})`),
  );
  return [...here, ...suites.flatMap((suite) => failuresIn(suite, path))];
}
