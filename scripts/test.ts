import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseSteps, runSteps, type Step } from "./run-steps.ts";
import { checkArrows } from "./steps/arrows.ts";
import { runChaos } from "./steps/chaos.ts";
import { runPlaywright } from "./steps/e2e.ts";
import { tryHosts } from "./steps/hosts.ts";
import { tryPackages } from "./steps/packages.ts";
import { runProgram } from "./steps/program.ts";
import { runVitest } from "./steps/unit.ts";
import { inWords, sum } from "./tally.ts";
import { testEnvironment } from "./test-environment.ts";

// `pnpm test`: every proof in order. All of them run, whatever fails, and the last line counts.

const env = testEnvironment(process.env);
const folder = mkdtempSync(join(tmpdir(), "kaikei-test-"));
const interrupted = new AbortController();
const { signal } = interrupted;
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => interrupted.abort());

const say = (line: string) => void process.stdout.write(`${line}\n`);
const turbo = (task: string) => runProgram("turbo", ["run", task, "--concurrency=1"], { env, signal });

const steps: Step[] = [
  {
    name: "lint",
    title: "The code is formatted and free of lint",
    run: () =>
      runProgram("@biomejs/biome", ["check", "--error-on-warnings", "."], { env, signal, bin: "biome" }),
  },
  {
    name: "types",
    title: "The types fit",
    run: async () =>
      sum([
        await turbo("types"),
        await runProgram("typescript", ["-p", "scripts/tsconfig.json"], { env, signal, bin: "tsc" }),
      ]),
  },
  {
    name: "arrows",
    title: "Nobody imports against the arrows",
    run: () => checkArrows(say),
  },
  {
    name: "unused",
    title: "Nothing is left over: no unused file, export or dependency",
    run: () => runProgram("knip", ["--treat-config-hints-as-errors"], { env, signal }),
  },
  {
    name: "build",
    title: "The packages and the demo build",
    run: () => turbo("build"),
  },
  {
    name: "unit",
    title: "The tests of the packages and the demo",
    run: () => runVitest({ env, signal, folder }),
  },
  {
    name: "chaos",
    title: "200 checkouts while everything goes wrong",
    run: () => runChaos({ env, signal, checkouts: 200 }),
  },
  {
    name: "packages",
    title: "What would be published works when installed",
    needs: ["build"],
    run: () => tryPackages({ env, signal, folder, say }),
  },
  {
    name: "hosts",
    title:
      "Fresh shops, built from what would be published, are paid: the README's quick start, Next 15, Vite",
    needs: ["packages"],
    run: () => tryHosts({ env, signal, folder, say }),
  },
  {
    name: "e2e",
    title: "The stories, in a browser",
    needs: ["build"],
    run: () => runPlaywright({ env, signal, folder, say }),
  },
];

try {
  const chosen = chooseSteps(steps, process.argv.slice(2));
  const total = await runSteps(chosen, { say, signal });
  say(`\n${inWords(total)}`);
  process.exitCode = total.failed === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
