/** A hook that never settles must not stop the watch over everything else, nor keep a transaction open. */
export function startDeadline(ms: number, hook: string) {
  let giveUp: (reason: Error) => void = () => undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    giveUp = reject;
  });
  // Unheard when the hook returns in time.
  tooLate.catch(() => undefined);
  const timer = setTimeout(() => giveUp(new Error(`${hook} did not return within ${ms / 1000} s`)), ms);
  timer.unref();
  return {
    orTooLate: <Result>(work: PromiseLike<Result>): Promise<Result> => Promise.race([work, tooLate]),
    end: () => clearTimeout(timer),
  };
}

/** A look holds its claim meanwhile. */
const longestMs = 15_000;

/** The same for what the shop is asked during a look. */
export async function askInTime<Answer>(
  { hookTimeoutMs }: { hookTimeoutMs: number },
  asked: string,
  answer: PromiseLike<Answer>,
): Promise<Answer> {
  const deadline = startDeadline(Math.min(hookTimeoutMs, longestMs), asked);
  try {
    return await deadline.orTooLate(answer);
  } finally {
    deadline.end();
  }
}
