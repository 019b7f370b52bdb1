import { pause, type Schedule } from "../schedule.ts";
import type { EventBody } from "./event-body.ts";

/** What came of one try: the HTTP status, or why there is none. */
export type Attempt = number | "timeout" | "unreachable";

export interface SendOptions {
  readonly url: string;
  readonly body: EventBody;
  readonly fetch: typeof fetch;
  readonly schedule: Schedule;
}

// PayPay's FAQ, the row that gives both a time-out and a number of retries below ten.
const timeoutMilliseconds = 2_000;
const mostRetries = 3;
const pauseMilliseconds = 100;

/** Posts an event until the shop answers 200, at most four times. Losing it is part of the bargain. */
export async function send(options: SendOptions): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  for (let round = 0; round <= mostRetries; round += 1) {
    if (round > 0) await pause(options.schedule, pauseMilliseconds);
    const attempt = await post(options);
    attempts.push(attempt);
    if (attempt === 200) break;
  }
  return attempts;
}

async function post({ url, body, fetch, schedule }: SendOptions): Promise<Attempt> {
  const limit = new AbortController();
  const callOff = schedule(timeoutMilliseconds, () => limit.abort());
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: limit.signal,
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return limit.signal.aborted ? "timeout" : "unreachable";
  } finally {
    callOff();
  }
}
