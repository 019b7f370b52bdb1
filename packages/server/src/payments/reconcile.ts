import { followLink } from "../accounts/follow.ts";
import { forgetLateAttempts } from "../accounts/forget-attempts.ts";
import { followCashback } from "../cashback/follow.ts";
import { describeError } from "../logger.ts";
import { claimDueLinks } from "../store/account-link-store.ts";
import { claimDueCashbacks } from "../store/cashback-store.ts";
import { claimDueLooks } from "../store/look-claims.ts";
import { claimDueOperations } from "../store/operation-store.ts";
import { claimTimes, type PaymentContext } from "./context.ts";
import { type DeliverySummary, deliver } from "./deliver.ts";
import { followOperation } from "./follow-operation.ts";
import { handleNotification, takeLeftNotifications } from "./notifications.ts";
import { lookUnder } from "./refresh.ts";

export interface LookSummary {
  /** Payments, operations on them, account links and cashbacks that were due and looked at. */
  looked: number;
  /** Of these, how many threw; they stay due. A look that brought no answer is none of them: it is repeated. */
  failed: number;
}

export type ReconcileSummary = LookSummary & DeliverySummary;

/** How many jobs one pass does; the next pass does the rest. */
const largestPass = 100;
/** Calls to the provider at a time. */
const lanes = 4;

/**
 * One pass over everything that is due: payments to look at, operations, account links and cashbacks to follow,
 * notifications left over, then hooks to call. Each is claimed just before it is worked on, so any number of processes may do this at once. One
 * failure does not stop the others.
 */
export async function reconcile(ctx: PaymentContext): Promise<ReconcileSummary> {
  const looked = await lookAtDue(ctx);
  return { ...looked, ...(await deliver(ctx)) };
}

/** The same without the hooks, for a worker that calls them beside its looks: a slow shop must not stop the watch. */
export async function lookAtDue(ctx: PaymentContext): Promise<LookSummary> {
  const summary = { looked: 0, failed: 0 };
  const jobs = dueJobs(ctx);
  const lane = async () => {
    for (let next = await jobs.next(); !next.done; next = await jobs.next()) {
      summary.looked += 1;
      if (!(await succeeds(ctx, next.value))) summary.failed += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return summary;
}

interface Job {
  /** Which payment, operation, link or notification. */
  about: string;
  run(): Promise<unknown>;
}

/** What is due, one after the other: whoever asks for the next job gets its claim with it. */
async function* dueJobs(ctx: PaymentContext): AsyncGenerator<Job, void, undefined> {
  for (const notification of await takeLeftNotifications(ctx)) {
    yield { about: `notification ${notification}`, run: () => handleNotification(ctx, notification) };
  }
  await forgetLateAttempts(ctx);
  await ctx.accounts.reseal(ctx);
  const one = () => ({ ...claimTimes(ctx), scopes: ctx.providers, limit: 1 });
  for (let done = 0; done < largestPass; done += 1) {
    const { scopes, limit, ...times } = one();
    const [claim] = await claimDueLooks(ctx.db, { scopes, limit, times });
    if (claim === undefined) break;
    yield { about: claim.payment, run: () => lookUnder(ctx, claim) };
  }
  for (let done = 0; done < largestPass; done += 1) {
    const [due] = await claimDueOperations(ctx.db, one());
    if (due === undefined) break;
    yield { about: due.operation.id, run: () => followOperation(ctx, due) };
  }
  for (let done = 0; done < largestPass; done += 1) {
    const [claim] = await claimDueLinks(ctx.db, one());
    if (claim === undefined) break;
    yield { about: claim.link.id, run: () => followLink(ctx, claim) };
  }
  for (let done = 0; done < largestPass; done += 1) {
    const [due] = await claimDueCashbacks(ctx.db, one());
    if (due === undefined) break;
    yield { about: due.id, run: () => followCashback(ctx, due) };
  }
}

async function succeeds(ctx: PaymentContext, job: Job): Promise<boolean> {
  try {
    await job.run();
    return true;
  } catch (error) {
    ctx.logger.error({ about: job.about, error: describeError(error) }, "a look failed and will be repeated");
    return false;
  }
}
