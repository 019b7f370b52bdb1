import type { PaymentView } from "@kaikei/server/contract";
import { type Endpoint, type PaymentReference, pathOf, problemOf } from "../wire/client.ts";
import { readPaymentView } from "../wire/read-view.ts";
import { createEventReader } from "./event-reader.ts";

/** Why a stream is not there any more. */
export interface StreamEnd {
  /** `asked`: the server ended it and said when to come back. `refused`: another try would be refused as well. */
  kind: "asked" | "broken" | "refused";
  /** Milliseconds that the server wants us to wait; 0 when it did not say. */
  waitMs: number;
}

// The server says something every 10 s.
const longestSilenceMs = 20_000;
// It says something at once, too: what does not arrive then is being collected on the way.
const firstSignMs = 3_000;

/**
 * Follows a payment by `GET /payments/:id/events` until the stream ends, and never throws. By fetch, since an
 * EventSource could not carry the token.
 */
export async function followPayment(
  endpoint: Endpoint,
  payment: PaymentReference,
  {
    signal,
    seenVersion,
    onSign,
    onView,
  }: {
    signal: AbortSignal;
    /** The newest version that is known: the server need not repeat it. */
    seenVersion: number | null;
    /** Something arrived, be it a heartbeat. */
    onSign(): void;
    onView(view: PaymentView): void;
  },
): Promise<StreamEnd> {
  const { fetch } = endpoint;
  const path = `${endpoint.basePath}${pathOf(payment)}/events`;
  const controller = new AbortController();
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  const leave = () => {
    controller.abort();
    // The shop's own fetch may not have passed the signal on.
    reader?.cancel().catch(() => undefined);
  };
  let timer = setTimeout(leave, longestSilenceMs);
  const expectWithin = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(leave, milliseconds);
  };
  signal.addEventListener("abort", leave);
  let end: StreamEnd = { kind: "broken", waitMs: 0 };
  try {
    const headers = new Headers({ authorization: `Bearer ${payment.token}` });
    if (seenVersion !== null) headers.set("last-event-id", String(seenVersion));
    const response = await fetch(path, { headers, cache: "no-store", signal: controller.signal });
    if (!response.ok) {
      const problem = problemOf(response, await response.json().catch(() => null), `GET ${path}`);
      return { kind: problem.retryable ? "broken" : "refused", waitMs: problem.retryAfterMs ?? 0 };
    }
    // A page for everything that has no route, or a browser that cannot read a body in pieces.
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (!isStream || !response.body) return { kind: "refused", waitMs: 0 };
    expectWithin(firstSignMs);
    reader = response.body.getReader();
    const decoder = new TextDecoder();
    const readEvents = createEventReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || controller.signal.aborted) return end;
      expectWithin(longestSilenceMs);
      onSign();
      for (const { data, retryMs } of readEvents(decoder.decode(value, { stream: true }))) {
        const view = data ? readPaymentView(JSON.parse(data)) : null;
        if (view?.id === payment.id) onView(view);
        if (retryMs !== null) end = { kind: "asked", waitMs: retryMs };
      }
    }
  } catch {
    // The line broke, we left it, or what came is no event of ours: polling is there for all of these.
    return end;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", leave);
    leave();
  }
}
