import { runShown } from "../run-shown.ts";
import { oneFailed, onePassed, type Tally } from "../tally.ts";
import { binOf } from "../workspace.ts";

/** What every step is given. */
export interface StepContext {
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** Runs a root dependency's program and shows what it says; its exit code alone decides. */
export async function runProgram(
  dependency: string,
  args: string[],
  context: StepContext & { bin?: string },
): Promise<Tally> {
  const { bin = dependency, env, signal } = context;
  const code = await runShown([binOf({ from: ".", dependency, bin }), ...args], { env, signal });
  return code === 0 ? onePassed : oneFailed;
}
