import type { PaymentView } from "@kaikei/server/contract";

/** A stream as the server would send it, written by the test. */
export interface ScriptedStream {
  path: string;
  authorization: string | null;
  lastEventId: string | null;
  signal: AbortSignal | null;
  /** Epoch milliseconds by the browser's clock. */
  at: number;
  /** Sends text as it is. */
  write(text: string): void;
  /** Sends a view, in the server's words. */
  tell(view: PaymentView): void;
  /** The regular end. */
  end(): void;
  /** The line breaks. */
  cut(): void;
  /** The stream's headers, and nothing yet. */
  silent(): Response;
  /** The headers and the first heartbeat. */
  open(): Response;
}

/** What a request for `path` would be answered with. */
export function createScriptedStream(
  path: string,
  headers: Headers,
  signal: AbortSignal | null,
): ScriptedStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (own) => {
      controller = own;
    },
  });
  const cut = () => controller?.error(new TypeError("network error"));
  signal?.addEventListener("abort", cut);
  // Nobody hears what is said on a line that was left.
  const line = () => (signal?.aborted ? undefined : controller);
  const write = (text: string) => line()?.enqueue(new TextEncoder().encode(text));
  const silent = () =>
    new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } });
  return {
    path,
    authorization: headers.get("authorization"),
    lastEventId: headers.get("last-event-id"),
    signal,
    at: Date.now(),
    write,
    tell: (view) => write(`id: ${view.version}\nevent: payment\ndata: ${JSON.stringify(view)}\n\n`),
    end: () => line()?.close(),
    cut,
    silent,
    open: () => {
      write(":\n\n");
      return silent();
    },
  };
}
