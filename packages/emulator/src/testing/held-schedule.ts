import type { Schedule } from "../schedule.ts";

/** Time in a test's hand: nothing runs before it is let go. */
export function createHeldSchedule() {
  let waiting: { readonly milliseconds: number; readonly run: () => void }[] = [];
  const asked: number[] = [];
  const schedule: Schedule = (milliseconds, run) => {
    const entry = { milliseconds, run };
    asked.push(milliseconds);
    waiting.push(entry);
    return () => {
      waiting = waiting.filter((other) => other !== entry);
    };
  };
  const reached = async (milliseconds: number): Promise<void> => {
    while (!waiting.some((entry) => entry.milliseconds === milliseconds)) await turn();
  };
  return {
    schedule,
    /** Until somebody waits this long. */
    reached,
    /** Every wait that was asked for, in order. */
    asked,
    /** Lets all waits of this length pass, when somebody has asked for one. */
    pass: async (milliseconds: number): Promise<void> => {
      await reached(milliseconds);
      const due = waiting.filter((entry) => entry.milliseconds === milliseconds);
      waiting = waiting.filter((entry) => entry.milliseconds !== milliseconds);
      for (const { run } of due) run();
    },
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
