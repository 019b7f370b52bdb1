import { describeError, type Logger } from "../logger.ts";

export interface Worker {
  /** Ends after the pass that is running. */
  stop(): Promise<void>;
}

/** Runs one pass after the other, with a pause between; a pass that fails is logged and the next one runs. */
export function startWorker({
  pass,
  intervalMs,
  logger,
}: {
  pass: () => Promise<unknown>;
  intervalMs: number;
  logger: Logger;
}): Worker {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const run = async (): Promise<void> => {
    try {
      await pass();
    } catch (error) {
      logger.error({ error: describeError(error) }, "a pass of the worker failed");
    }
    if (stopped) return;
    timer = setTimeout(turn, intervalMs);
    // The worker alone is no reason for a process to stay.
    timer.unref();
  };
  let running = Promise.resolve();
  const turn = () => {
    running = run();
  };
  turn();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
