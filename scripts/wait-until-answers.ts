import { setTimeout as sleep } from "node:timers/promises";

/** Waits until `GET url` answers 200, or throws what it saw last. */
export async function waitUntilAnswers(
  url: string,
  options: { name: string; withinMs?: number; signal?: AbortSignal },
): Promise<void> {
  const { name, withinMs = 120_000, signal } = options;
  const deadline = Date.now() + withinMs;
  let seen = "no answer";
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: "manual" });
      await response.body?.cancel();
      if (response.status === 200) return;
      seen = `status ${response.status}`;
    } catch (error) {
      seen = error instanceof Error ? describe(error) : String(error);
    }
    await sleep(100, undefined, signal === undefined ? {} : { signal }).catch(() => signal?.throwIfAborted());
  }
  throw new Error(
    `${name} did not answer GET ${url} with 200 within ${withinMs / 1000} s; last it was: ${seen}.`,
  );
}

function describe(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
