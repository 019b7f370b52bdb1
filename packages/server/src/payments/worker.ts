import { describeError, type Logger } from "../logger.ts";

export interface Worker {
  /** Ends after the passes that are running. */
  stop(): Promise<void>;
}

/**
 * Runs a pass every so often; a pass that fails is logged and the next one runs. While `atOnce` passes are still
 * running no other is begun: with one, passes follow each other; with more, one that hangs does not hold up the rest.
 */
export function startWorker({
  pass,
  intervalMs,
  atOnce = 1,
  logger,
}: {
  pass: () => Promise<unknown>;
  intervalMs: number;
  atOnce?: number;
  logger: Logger;
}): Worker {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const running = new Set<Promise<void>>();
  const wait = () => {
    if (stopped || timer !== undefined || running.size >= atOnce) return;
    timer = setTimeout(turn, intervalMs);
    // The worker alone is no reason for a process to stay.
    timer.unref();
  };
  const run = async (): Promise<void> => {
    try {
      await pass();
    } catch (error) {
      logger.error({ error: describeError(error) }, "a pass of the worker failed");
    }
  };
  const turn = () => {
    timer = undefined;
    const one = run().finally(() => {
      running.delete(one);
      wait();
    });
    running.add(one);
    wait();
  };
  turn();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
