interface Running<T> {
  promise: Promise<T>;
  controller: AbortController;
}

/**
 * One request at a time per key, whoever asks: StrictMode's second mount, a double click and a second component
 * all join the one that runs.
 */
export interface SharedRequests<T> {
  /** Joins the running request of `key`, or sends one. */
  send(key: string, request: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Says that somebody is interested; when the last one leaves, the running request is aborted. */
  watch(key: string): () => void;
}

export function createSharedRequests<T>(): SharedRequests<T> {
  const running = new Map<string, Running<T>>();
  const watchers = new Map<string, number>();

  function send(key: string, request: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const joined = running.get(key);
    if (joined) return joined.promise;
    const controller = new AbortController();
    const promise = request(controller.signal).finally(() => running.delete(key));
    running.set(key, { promise, controller });
    return promise;
  }

  function watch(key: string): () => void {
    watchers.set(key, (watchers.get(key) ?? 0) + 1);
    return () => {
      watchers.set(key, (watchers.get(key) ?? 1) - 1);
      // StrictMode leaves and comes back in the same turn: only who is still gone in the next one has left.
      setTimeout(() => {
        if (watchers.get(key) !== 0) return;
        watchers.delete(key);
        running.get(key)?.controller.abort();
      }, 0);
    };
  }

  return { send, watch };
}
