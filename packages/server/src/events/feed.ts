import type { PaymentView } from "../contract/payment-view.ts";
import { describeError } from "../logger.ts";
import type { PaymentContext } from "../payments/context.ts";
import { pollPayment } from "../payments/show.ts";
import type { DatabaseHandle } from "../store/database.ts";
import { paymentsChannel } from "../store/write-payment.ts";

/** Told how a payment stands, at first and whenever it was read again. */
export type Watcher = (view: PaymentView) => void;

export interface Feed {
  /** Follows a payment until the function that it returns is called. */
  watch(payment: string, watcher: Watcher): () => void;
  /** Payments that somebody watches in this process. */
  readonly size: number;
  close(): Promise<void>;
}

interface Watched {
  watchers: Set<Watcher>;
  reading: boolean;
  /** Something happened while it was being read. */
  stale: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Follows payments for whoever watches them in this process: one LISTEN, and one reader per payment however many
 * watch. A NOTIFY is a hint to read the record; so is a connection that was made again, and so is time: each payment is
 * polled as one browser would poll it, so that its due looks are made although nobody polls by HTTP.
 */
export function createFeed(ctx: PaymentContext, listen: DatabaseHandle["listen"]): Feed {
  const watched = new Map<string, Watched>();
  let listening: Promise<() => Promise<void>> | null = null;
  let closed = false;

  const read = async (id: string, entry: Watched): Promise<void> => {
    if (entry.reading) {
      entry.stale = true;
      return;
    }
    entry.reading = true;
    clearTimeout(entry.timer);
    let pauseMs: number | null = ctx.looks.intervalMs;
    try {
      do {
        entry.stale = false;
        const { view, look } = await pollPayment(ctx, { id, device: "desktop", returned: false });
        if (look !== null) void look().then(wake, report);
        pauseMs = view.pollAfterMs;
        for (const watcher of entry.watchers) watcher(view);
      } while (entry.stale && watched.get(id) === entry);
    } catch (error) {
      report(error);
    } finally {
      entry.reading = false;
    }
    if (watched.get(id) !== entry || pauseMs === null) return;
    entry.timer = setTimeout(() => void read(id, entry), pauseMs);
    entry.timer.unref();

    function wake(): void {
      if (watched.get(id) === entry) void read(id, entry);
    }
    function report(error: unknown): void {
      ctx.logger.warn({ payment: id, error: describeError(error) }, "a watched payment could not be read");
    }
  };

  const startListening = () => {
    listening ??= listen(paymentsChannel, {
      onMessage: (payload) => {
        const [id = ""] = payload.split(" ", 1);
        const entry = watched.get(id);
        if (entry !== undefined) void read(id, entry);
      },
      onConnected: () => {
        for (const [id, entry] of watched) void read(id, entry);
      },
    });
    listening.catch((error: unknown) => {
      listening = null;
      // Watchers hear by the polls all the same.
      ctx.logger.warn({ error: describeError(error) }, "changes cannot be listened to");
    });
  };
  const stopListening = async () => {
    const ending = listening;
    listening = null;
    const end = await ending?.catch(() => null);
    await end?.();
  };

  return {
    watch: (id, watcher) => {
      const known = watched.get(id);
      const entry = known ?? {
        watchers: new Set(),
        reading: false,
        stale: false,
        timer: undefined,
      };
      entry.watchers.add(watcher);
      if (known === undefined) watched.set(id, entry);
      if (!closed) startListening();
      void read(id, entry);
      return () => {
        entry.watchers.delete(watcher);
        if (entry.watchers.size > 0 || watched.get(id) !== entry) return;
        clearTimeout(entry.timer);
        watched.delete(id);
        if (watched.size === 0) void stopListening();
      };
    },
    get size() {
      return watched.size;
    },
    close: async () => {
      closed = true;
      for (const entry of watched.values()) clearTimeout(entry.timer);
      watched.clear();
      await stopListening();
    },
  };
}
