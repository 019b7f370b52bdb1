/** The wire under one request, so far as a fault can be done to it. */
export interface Connection {
  /** Path and query as they came, before anything normalised them. */
  readonly target: string;
  /** Ends the exchange without an answer, so it only ever rejects. */
  reset(): Promise<never>;
  /** Never answers; rejects when the caller goes away. */
  hang(): Promise<never>;
  /** Sends half of an answer's body and ends. */
  cut(response: Response): Promise<Response>;
}

/** What a caller of the plain `fetch` sees instead of a wire. */
export function connectionInProcess(request: Request): Connection {
  const { pathname, search } = new URL(request.url);
  return {
    target: pathname + search,
    reset: () => Promise.reject(new TypeError("fetch failed: the connection was reset by the emulator")),
    hang: () =>
      new Promise((_, reject) => {
        const giveUp = () => reject(request.signal.reason);
        if (request.signal.aborted) giveUp();
        request.signal.addEventListener("abort", giveUp, { once: true });
      }),
    cut: async (response) => {
      const body = new Uint8Array(await response.arrayBuffer());
      const half = body.slice(0, Math.floor(body.length / 2));
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(half),
        // Only once the half was read: an error at once would throw away what is queued.
        pull: (controller) => controller.error(new TypeError("terminated: the emulator sent half a body")),
      });
      return new Response(stream, { status: response.status, headers: response.headers });
    },
  };
}
