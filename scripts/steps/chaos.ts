import { runShown } from "../run-shown.ts";
import { oneFailed, onePassed, type Tally } from "../tally.ts";
import type { StepContext } from "./program.ts";

/** A short run of `pnpm chaos`, its seed new each time: the line that it prints says how to repeat it. */
export async function runChaos(context: StepContext & { checkouts: number }): Promise<Tally> {
  const { checkouts, ...rest } = context;
  const args = ["--conditions=@kaikei/source", "chaos/chaos.ts", "--checkouts", String(checkouts)];
  return (await runShown(args, rest)) === 0 ? onePassed : oneFailed;
}
