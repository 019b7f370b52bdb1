import type { PaymentView } from "../contract/payment-view.ts";
import { KaikeiError } from "../errors.ts";
import type { Feed } from "./feed.ts";
import { sseEvent, sseHeartbeat, sseRetry } from "./sse.ts";

export interface StreamLimits {
  /** Milliseconds between two signs of life: proxies cut what is silent for 30 to 60 s. */
  heartbeatMs: number;
  /** Signs of life after which a stream ends, so that none lives for ever and servers can be drained. */
  longestBeats: number;
  perPayment: number;
  perAddress: number;
  perProcess: number;
}

export const usualLimits: StreamLimits = {
  heartbeatMs: 10_000,
  longestBeats: 24,
  perPayment: 20,
  perAddress: 50,
  perProcess: 2000,
};

export interface StreamRequest {
  payment: string;
  device: PaymentView["device"];
  /** Where the browser is, if that is known. */
  address: string | null;
  /** The version that it has seen, of an earlier stream. */
  seenVersion: number | null;
  signal: AbortSignal;
}

/** The open streams of a process. */
export interface Streams {
  /**
   * A stream of the payment's states, until it is settled.
   * @throws KaikeiError `too_many_streams`.
   */
  open(request: StreamRequest): ReadableStream<Uint8Array>;
  /** How many are open. */
  readonly size: number;
  /** Ends all of them, with a word when to come back, and stops following payments. */
  close(): Promise<void>;
}

interface Stream {
  beat(): void;
  end(): void;
}

/** When a browser comes back after its stream was ended from here: not all of them in one moment. Milliseconds. */
const comeBackMs = () => Math.round(1000 + Math.random() * 2000);

export function createStreams(feed: Feed, limits: StreamLimits): Streams {
  const open = new Set<Stream>();
  const counts = new Map<string, number>();
  let heart: ReturnType<typeof setInterval> | undefined;
  let closed = false;

  /** Counts a stream under each of its names, or refuses it. */
  const enter = ({ payment, address }: StreamRequest): (() => void) => {
    const names = [
      ["process", limits.perProcess],
      [`payment ${payment}`, limits.perPayment],
      ...(address === null ? [] : [[`address ${address}`, limits.perAddress] as const]),
    ] as const;
    const full = names.find(([name, most]) => (counts.get(name) ?? 0) >= most);
    if (full !== undefined) {
      throw new KaikeiError("too_many_streams", "So many streams are open already; ask by GET instead.", {
        retryAfterMs: 60_000,
      });
    }
    for (const [name] of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    return () => {
      for (const [name] of names) {
        const left = (counts.get(name) ?? 0) - 1;
        if (left > 0) counts.set(name, left);
        else counts.delete(name);
      }
    };
  };

  const beat = () => {
    for (const stream of open) stream.beat();
  };

  return {
    open: (request) => {
      const leave = enter(request);
      const { payment, device, signal } = request;
      let seenVersion = request.seenVersion;
      let waiting: PaymentView | null = null;
      let beats = 0;
      let unwatch: () => void = () => undefined;
      let controller: ReadableStreamDefaultController<Uint8Array> | null = null;

      const write = (text: string) => controller?.enqueue(encoder.encode(text));
      const isReading = () => (controller?.desiredSize ?? 0) > 0;
      const detach = () => {
        if (!open.delete(stream)) return;
        signal.removeEventListener("abort", close);
        unwatch();
        leave();
        if (open.size === 0) clearInterval(heart);
      };
      const close = () => {
        detach();
        controller?.close();
        controller = null;
      };
      /** A reader that does not keep up gets the newest state only, so nothing piles up here. */
      const flush = () => {
        if (waiting === null || !isReading()) return;
        const view = waiting;
        waiting = null;
        if (view.version !== seenVersion)
          write(sseEvent({ id: String(view.version), data: { ...view, device } }));
        seenVersion = view.version;
        // There is nothing more to wait for.
        if (view.pollAfterMs === null) close();
      };
      const stream: Stream = {
        beat: () => {
          beats += 1;
          if (beats >= limits.longestBeats) return stream.end();
          if (isReading()) write(sseHeartbeat);
        },
        end: () => {
          if (isReading()) write(sseRetry(comeBackMs()));
          close();
        },
      };
      return new ReadableStream<Uint8Array>(
        {
          start: (own) => {
            controller = own;
            open.add(stream);
            if (open.size === 1) {
              heart = setInterval(beat, limits.heartbeatMs);
              heart.unref();
            }
            signal.addEventListener("abort", close, { once: true });
            // Something must go out at once: it tells the browser that nothing on the way holds the stream back.
            write(sseHeartbeat);
            unwatch = feed.watch(payment, (view) => {
              waiting = view;
              flush();
            });
            if (closed) stream.end();
            else if (signal.aborted) close();
          },
          pull: flush,
          cancel: () => {
            controller = null;
            detach();
          },
        },
        { highWaterMark: longestQueue },
      );
    },
    get size() {
      return open.size;
    },
    close: async () => {
      closed = true;
      for (const stream of open) stream.end();
      await feed.close();
    },
  };
}

/** Events that a slow reader may leave lying; each is below a kilobyte. */
const longestQueue = 4;

const encoder = new TextEncoder();
