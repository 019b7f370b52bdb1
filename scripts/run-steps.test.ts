import { expect, test } from "vitest";
import { chooseSteps, runSteps, type Step } from "./run-steps.ts";
import { believe, inWords, onePassed, type Tally } from "./tally.ts";

test("every step runs, a throw counts as failed, and what needs a failed step counts as failed too", async () => {
  const ran: string[] = [];
  const step = (name: string, result: Tally | Error, needs: string[] = []): Step => ({
    name,
    title: name,
    needs,
    run: async () => {
      ran.push(name);
      if (result instanceof Error) throw result;
      return result;
    },
  });
  const said: string[] = [];

  const total = await runSteps(
    [
      step("lint", onePassed),
      step("build", new Error("tsc said no")),
      step("unit", { passed: 40, failed: 2, skipped: 1, failures: ["refund.test.ts: no yen twice"] }),
      step("e2e", onePassed, ["build"]),
    ],
    { say: (line) => said.push(line) },
  );

  expect(ran).toEqual(["lint", "build", "unit"]);
  expect(inWords(total)).toBe("41 passed, 4 failed, 1 skipped");
  expect(said).toContain("tsc said no");
  expect(said.join("\n")).toContain("✗ unit: 40 passed, 2 failed\n    refund.test.ts: no yen twice\n");
});

test("what was interrupted counts as failed", async () => {
  const interrupted = new AbortController();
  const steps: Step[] = [
    {
      name: "unit",
      title: "unit",
      run: async () => {
        interrupted.abort();
        return onePassed;
      },
    },
    { name: "e2e", title: "e2e", run: async () => onePassed },
  ];
  const total = await runSteps(steps, { say: () => undefined, signal: interrupted.signal });
  expect(inWords(total)).toBe("1 passed, 1 failed, 0 skipped");
});

test("a runner's exit code is believed over its counting, and nothing run is a failure", () => {
  expect(believe({ passed: 3, failed: 0, skipped: 0 }, 0).failed).toBe(0);
  expect(believe({ passed: 3, failed: 0, skipped: 0 }, 1).failed).toBe(1);
  expect(believe({ passed: 3, failed: 2, skipped: 0 }, 1).failed).toBe(2);
  expect(believe({ passed: 0, failed: 0, skipped: 0 }, 0).failed).toBe(1);
});

test("--only takes a step with what it needs, and refuses a name that does not exist", () => {
  const steps = ["lint", "build", "e2e"].map((name): Step => {
    const needs = name === "e2e" ? ["build"] : [];
    return { name, title: name, needs, run: async () => onePassed };
  });
  const names = (args: string[]) => chooseSteps(steps, args).map(({ name }) => name);

  expect(names([])).toEqual(["lint", "build", "e2e"]);
  expect(names(["--", "--only", "e2e"])).toEqual(["build", "e2e"]);
  expect(names(["--only=lint"])).toEqual(["lint"]);
  expect(() => names(["--only", "cakes"])).toThrow("There are: lint, build, e2e.");
  expect(() => names(["--watch"])).toThrow("is not understood");
});
