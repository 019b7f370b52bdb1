import type { Client } from "pg";
import type { ChannelListener } from "./database.ts";

const firstPauseMs = 100;
const longestPauseMs = 5000;

/**
 * LISTEN on a connection of its own, which is made again whenever it ends, ever more patiently; after each time the
 * listener is told that it may have missed something. Keeps no process alive.
 *
 * @returns what ends it.
 */
export async function listenOnPostgres({
  connect,
  channel,
  listener,
  checkEveryMs = 10_000,
  answerWithinMs = 5000,
}: {
  connect: () => Client;
  channel: string;
  listener: ChannelListener;
  /** A connection that died silently says nothing: it is asked this often, and given up when it does not answer. */
  checkEveryMs?: number;
  answerWithinMs?: number;
}): Promise<() => Promise<void>> {
  let ended = false;
  let client: Client | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (work: () => void, ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(work, ms);
    timer.unref();
  };

  const open = async (failures: number): Promise<void> => {
    const opening = connect();
    client = opening;
    let lost = false;
    const onLost = () => {
      if (lost) return;
      lost = true;
      void opening.end().catch(() => undefined);
      if (ended || client !== opening) return;
      const pauseMs = Math.min(firstPauseMs * 2 ** failures, longestPauseMs);
      later(() => void open(failures + 1), pauseMs * (0.5 + Math.random() / 2));
    };
    opening.on("error", onLost);
    opening.on("end", onLost);
    opening.on("notification", ({ payload = "" }) => listener.onMessage(payload));
    const check = async () => {
      const silent = setTimeout(onLost, answerWithinMs);
      try {
        await opening.query("select 1");
        if (!lost && !ended) later(() => void check(), checkEveryMs);
      } catch {
        // Said by its "error" or "end" already, or by this.
        onLost();
      } finally {
        clearTimeout(silent);
      }
    };
    try {
      await opening.connect();
      await opening.query(`listen ${opening.escapeIdentifier(channel)}`);
    } catch {
      // The database is away: the next attempt may find it.
      return onLost();
    }
    // From here on the next loss is the first again.
    failures = 0;
    listener.onConnected();
    later(() => void check(), checkEveryMs);
  };

  await open(0);
  return async () => {
    ended = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}
