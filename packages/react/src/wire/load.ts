import type { PaymentProblem } from "./problem.ts";

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/** Loads a part of this package that the first sight does without; tries again when it does not come. */
export async function load<Part>(part: () => Promise<Part>): Promise<Part> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await part();
    } catch {
      // Offline, or a new version of the page was put in place this moment.
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** A tap is meant now: what could not be sent by then is told ({@link notSent}), and not sent later. */
export const patienceMs = 10_000;
export const notSent: { ok: false; problem: PaymentProblem } = {
  ok: false,
  problem: {
    code: "network_failed",
    kind: "page",
    retryable: true,
    retryAfterMs: null,
    message: "Nothing was sent: a part of the page did not load.",
  },
};

/** The same for what cannot wait for ever: null when it has not come in time ({@link patienceMs}). */
export function loadInTime<Part>(part: () => Promise<Part>): Promise<Part | null> {
  return new Promise((resolve) => {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      resolve(null);
    }, patienceMs);
    const loaded = load(async () => (isOver ? null : part()));
    void loaded.then(resolve).then(() => clearTimeout(timer));
  });
}

/**
 * Loads a part and begins something with it, unless the function that it gives was called before: that ends it, by what
 * `use` has given.
 */
export function begin<Part>(
  part: () => Promise<Part>,
  use: (part: Part) => (() => void) | undefined,
): () => void {
  let ended = false;
  let end: (() => void) | undefined;
  void load(part).then((loaded) => {
    if (!ended) end = use(loaded);
  });
  return () => {
    ended = true;
    end?.();
  };
}

/** What sends the requests of a payment. */
export const requests = () => import("./requests.ts");

/** What sends those of an account. */
export const accountActions = () => import("../account-actions.ts");
