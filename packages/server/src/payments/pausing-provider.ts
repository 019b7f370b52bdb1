import {
  afterRefusal,
  gate,
  type PauseReason,
  type ProviderState,
  pauseReasonSchema,
  serving,
} from "../domain/provider-pause.ts";
import type { Logger } from "../logger.ts";
import type { CashbackCalls, Outcome, PaymentProvider, Problem } from "../provider.ts";
import type { Database } from "../store/database.ts";
import { changeProviderState, claimProbe, readProviderState } from "../store/provider-state-store.ts";

/**
 * A provider that nobody calls while it has told any of our processes to wait, or does not accept our key. A call that
 * falls into a pause is `not_sent`, with the time that is left as `retryAfterMs`; after the pause one call at a time
 * tries, and the first that is served ends it for everybody.
 */
export function pausingProvider(
  provider: PaymentProvider,
  {
    db,
    clock,
    logger,
    random = Math.random,
  }: { db: Database; clock: () => Date; logger: Logger; random?: () => number },
): PaymentProvider {
  const { name, environment, merchant, holds } = provider;
  const key = { provider: name, environment, merchant };
  /** A little more than the pause, so that what was postponed does not all come back in one moment. */
  const spread = (ms: number) => Math.ceil(ms + random() * Math.min(ms / 4, 3000));

  async function guarded<Value>(call: () => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
    const state = await readProviderState(db, key);
    const now = clock();
    const entry = gate(state, now);
    if (entry.kind === "wait") return paused(state, spread(entry.ms));
    if (entry.kind === "probe" && !(await claimProbe(db, key, { now, until: entry.until }))) {
      return paused(state, spread(entry.until.getTime() - now.getTime()));
    }
    const outcome = await call();
    if ("problem" in outcome) {
      const reason = refusalOf(outcome.problem);
      if (reason !== null) return refused(state, reason, outcome);
    }
    if (state.failures > 0 && isServed(outcome)) await resume(state);
    return outcome;
  }

  async function refused(before: ProviderState, reason: PauseReason, outcome: Refused): Promise<Refused> {
    const now = clock();
    const { problem } = outcome;
    const after = afterRefusal(before, { reason, retryAfterMs: problem.retryAfterMs, now });
    if (await changeProviderState(db, key, { before, after, now })) tellRefused(before, after, problem);
    if (after.pausedUntil === null) return outcome;
    const retryAfterMs = spread(after.pausedUntil.getTime() - now.getTime());
    return { ...outcome, problem: { ...problem, reason, retryAfterMs } };
  }

  async function resume(before: ProviderState): Promise<void> {
    const resumed = await changeProviderState(db, key, { before, after: serving, now: clock() });
    if (resumed && before.pausedUntil !== null) {
      logger.warn(
        { event: "provider.resumed", ...key, reason: before.reason },
        "the provider serves us again; calls go on",
      );
    }
  }

  /** Once for each pause, not for each call that falls into it. */
  function tellRefused(before: ProviderState, after: ProviderState, { code, requestId }: Problem): void {
    if (after.pausedUntil === null) return;
    const about = { ...key, reason: after.reason, until: after.pausedUntil, code, requestId };
    if (after.reason !== "unauthorized") {
      logger.warn(
        { event: "provider.paused", ...about },
        "the provider asks us to wait; nobody calls it until then",
      );
    } else if (before.pausedUntil === null || before.reason !== "unauthorized") {
      logger.error(
        { event: "provider.unauthorized", ...about },
        "the provider does not accept our key; it is asked once a minute until it does. Payments stay open.",
      );
    }
  }

  const guardedCashback = (cashback: CashbackCalls): CashbackCalls => ({
    give: (call) => guarded(() => cashback.give(call)),
    inspectGive: (call) => guarded(() => cashback.inspectGive(call)),
    reverse: (call) => guarded(() => cashback.reverse(call)),
    inspectReverse: (call) => guarded(() => cashback.inspectReverse(call)),
  });

  const { accounts } = provider;
  return {
    ...provider,
    begin: (call) => guarded(() => provider.begin(call)),
    inspect: (call) => guarded(() => provider.inspect(call)),
    cancel: (call) => guarded(() => provider.cancel(call)),
    reverse: (call) => guarded(() => provider.reverse(call)),
    refund: (call) => guarded(() => provider.refund(call)),
    inspectRefund: (call) => guarded(() => provider.inspectRefund(call)),
    ...(provider.cashback === undefined ? {} : { cashback: guardedCashback(provider.cashback) }),
    ...(holds !== undefined && {
      holds: {
        ...holds,
        capture: (call) => guarded(() => holds.capture(call)),
        revert: (call) => guarded(() => holds.revert(call)),
        reauthorize: (call) => guarded(() => holds.reauthorize(call)),
      },
    }),
    ...(accounts && {
      accounts: {
        ...accounts,
        begin: (call) => guarded(() => accounts.begin(call)),
        status: (call) => guarded(() => accounts.status(call)),
        profile: (call) => guarded(() => accounts.profile(call)),
        unlink: (call) => guarded(() => accounts.unlink(call)),
      },
    }),
  };
}

type Refused = Extract<Outcome<never>, { problem: Problem }>;

/** Why the provider refused us as a caller, whatever the call was about; null when the problem is the call's own. */
function refusalOf({ reason, retryAfterMs }: Problem): PauseReason | null {
  const named = pauseReasonSchema.safeParse(reason);
  if (named.success) return named.data;
  // A gateway before the provider that says how long it will be away.
  return reason === "provider_error" && retryAfterMs !== null ? "maintenance" : null;
}

/** A look, or a write, that the provider answered as such: it heard us and knew our key. */
function isServed(outcome: Outcome<unknown>): boolean {
  return outcome.kind !== "not_sent" && outcome.kind !== "unknown";
}

function paused({ reason }: ProviderState, retryAfterMs: number): Outcome<never> {
  const why = reason ?? "maintenance";
  const message = `${because[why]} Nothing was sent; it goes on in ${Math.ceil(retryAfterMs / 1000)} s.`;
  return {
    kind: "not_sent",
    problem: { reason: why, code: null, message, requestId: null, retryAfterMs },
  };
}

const because = {
  rate_limited: "The provider limits our rate.",
  maintenance: "The provider is under maintenance.",
  unauthorized: "The provider does not accept our key.",
} as const satisfies Record<PauseReason, string>;
