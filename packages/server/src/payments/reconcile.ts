import { describeError } from "../logger.ts";
import { claimDueLooks } from "../store/look-claims.ts";
import { claimDueOperations } from "../store/operation-store.ts";
import { claimTimes, type PaymentContext } from "./context.ts";
import { deliver } from "./deliver.ts";
import { handleLeftNotifications } from "./notifications.ts";
import { refresh } from "./refresh.ts";
import { followRefund } from "./refund.ts";

export interface ReconcileSummary {
  /** Payments and refunds that were due and looked at. */
  looked: number;
  /** Of these, how many could not be finished this time; they stay due. */
  failed: number;
  /** Hooks of the shop that were called and returned. */
  delivered: number;
}

/** How many payments one pass takes; the next pass takes the rest. */
const batch = 50;
/** Calls to the provider at a time. */
const lanes = 4;

/**
 * One pass over everything that is due: payments to look at, refunds to follow, notifications left over, hooks to
 * call. Each is claimed, so any number of processes may do this at once. One failure does not stop the others.
 */
export async function reconcile(ctx: PaymentContext): Promise<ReconcileSummary> {
  const times = claimTimes(ctx);
  await handleLeftNotifications(ctx);
  const claims = [];
  for (const scope of ctx.providers) {
    claims.push(...(await claimDueLooks(ctx.db, { scope, limit: batch, times })));
  }
  const operations = await claimDueOperations(ctx.db, { ...times, limit: batch });
  const jobs = [
    ...claims.map((claim) => ({ about: claim.payment, run: () => refresh(ctx, claim) })),
    ...operations.map((due) => ({ about: due.operation.id, run: () => followRefund(ctx, due) })),
  ];
  const failed = await runInLanes(ctx, jobs);
  const delivered = await deliver(ctx);
  return { looked: jobs.length, failed, delivered };
}

async function runInLanes(
  ctx: PaymentContext,
  jobs: { about: string; run: () => Promise<unknown> }[],
): Promise<number> {
  const waiting = [...jobs];
  let failed = 0;
  const lane = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      try {
        await job.run();
      } catch (error) {
        failed += 1;
        ctx.logger.error(
          { about: job.about, error: describeError(error) },
          "a look failed and will be repeated",
        );
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return failed;
}
