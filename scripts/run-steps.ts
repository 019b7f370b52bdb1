import { oneFailed, sum, type Tally } from "./tally.ts";

/** One named part of `pnpm test`. */
export interface Step {
  /** What `--only` calls it. */
  name: string;
  /** What it proves, as a heading. */
  title: string;
  /** Steps without which it cannot run: if one of them failed, this one counts as failed. */
  needs?: string[];
  run(): Promise<Tally>;
}

/** Runs the steps in order, all of them, whatever fails; a step that throws has failed. */
export async function runSteps(
  steps: Step[],
  options: { say: (line: string) => void; signal?: AbortSignal },
): Promise<Tally> {
  const { say, signal } = options;
  const results = new Map<string, Tally>();
  for (const step of steps) {
    if (signal?.aborted) break;
    say(`\n── ${step.title}\n`);
    const missing = step.needs?.find((name) => (results.get(name)?.failed ?? 0) > 0);
    if (missing !== undefined) {
      say(`Could not run, since "${missing}" failed. It counts as failed.`);
      results.set(step.name, oneFailed);
      continue;
    }
    try {
      results.set(step.name, await step.run());
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      results.set(step.name, oneFailed);
    }
  }

  say("");
  for (const step of steps) {
    const result = results.get(step.name) ?? oneFailed;
    say(`${result.failed > 0 ? "✗" : "✓"} ${step.title}: ${result.passed} passed, ${result.failed} failed`);
    for (const failure of result.failures ?? []) say(`    ${failure}`);
  }
  return sum(steps.map((step) => results.get(step.name) ?? oneFailed));
}

/** The steps that the command line asks for: `--only unit,e2e`, with what they need; all without it. */
export function chooseSteps(steps: Step[], args: string[]): Step[] {
  const wanted = readOnly(args.filter((arg) => arg !== "--"));
  if (wanted === null) return steps;
  const unknown = wanted.find((name) => !steps.some((step) => step.name === name));
  if (unknown !== undefined) {
    throw new Error(`There is no step "${unknown}". There are: ${steps.map(({ name }) => name).join(", ")}.`);
  }
  const chosen = new Set(wanted);
  for (const step of steps.toReversed()) {
    if (chosen.has(step.name)) for (const need of step.needs ?? []) chosen.add(need);
  }
  return steps.filter((step) => chosen.has(step.name));
}

function readOnly(args: string[]): string[] | null {
  const [flag, value, ...rest] = args.flatMap((arg) => arg.split("="));
  if (flag === undefined) return null;
  if (flag === "--only" && value !== undefined && rest.length === 0) return value.split(",");
  throw new Error(`"${args.join(" ")}" is not understood. Write: pnpm test --only unit,e2e`);
}
