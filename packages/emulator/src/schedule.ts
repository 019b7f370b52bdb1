/** Runs something later; the returned function calls it off. */
export type Schedule = (milliseconds: number, run: () => void) => () => void;

export const scheduleByTimer: Schedule = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

export function pause(schedule: Schedule, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    schedule(milliseconds, resolve);
  });
}
