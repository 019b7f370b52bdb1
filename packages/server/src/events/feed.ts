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
  /** Follows nothing any more, once the looks that it began are done. */
  close(): Promise<void>;
}

interface Watched {
  watchers: Set<Watcher>;
  reading: boolean;
  /** Something happened while it was being read. */
  stale: boolean;
  /** The newest version that was read. */
  version: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Follows payments for whoever watches them in this process: one LISTEN, and one reader per payment however many
 * watch. A NOTIFY is a hint to read the record; so is a connection that was made again, and so is time: each payment is
 * polled as one browser would poll it, so that its due looks are made although nobody polls by HTTP.
 */
export function createFeed(ctx: PaymentContext, listen: DatabaseHandle["listen"]): Feed {
  const watched = new Map<string, Watched>();
  const looks = new Set<Promise<unknown>>();
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
        if (look !== null) follow(id, look());
        pauseMs = view.pollAfterMs;
        entry.version = view.version;
        for (const watcher of entry.watchers) watcher(view);
      } while (entry.stale && watched.get(id) === entry);
    } catch (error) {
      ctx.logger.warn({ payment: id, error: describeError(error) }, "a watched payment could not be read");
    } finally {
      entry.reading = false;
    }
    if (watched.get(id) !== entry || pauseMs === null) return;
    entry.timer = setTimeout(() => void read(id, entry), pauseMs);
    entry.timer.unref();
  };

  /** What a look brought is told by NOTIFY, if it brought anything; when the next is due is told by reading. */
  const follow = (id: string, look: Promise<unknown>) => {
    const followed = look
      .catch((error: unknown) => {
        ctx.logger.error({ payment: id, error: describeError(error) }, "a look failed and will be repeated");
      })
      .finally(() => {
        looks.delete(followed);
        const entry = watched.get(id);
        if (entry !== undefined) void read(id, entry);
      });
    looks.add(followed);
  };

  const startListening = () => {
    if (listening !== null) return;
    const beginning = listen(paymentsChannel, {
      onMessage: (payload) => {
        const [id = "", version] = payload.split(" ");
        const entry = watched.get(id);
        if (entry !== undefined && Number(version) > entry.version) void read(id, entry);
      },
      onConnected: () => {
        for (const [id, entry] of watched) void read(id, entry);
      },
    });
    listening = beginning;
    beginning.catch((error: unknown) => {
      if (listening === beginning) listening = null;
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
      if (closed) return () => undefined;
      const known = watched.get(id);
      const entry = known ?? {
        watchers: new Set(),
        reading: false,
        stale: false,
        version: 0,
        timer: undefined,
      };
      entry.watchers.add(watcher);
      if (known === undefined) watched.set(id, entry);
      startListening();
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
      await Promise.all([stopListening(), ...looks]);
    },
  };
}
