// Server-sent events as the HTML standard writes them. Pure.

/** One event; its id comes back as `Last-Event-ID` when the reader reconnects. */
export function sseEvent({ id, data }: { id: string; data: object }): string {
  return `id: ${id}\nevent: payment\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Tells the reader how long to wait before it connects again. Milliseconds. */
export function sseRetry(ms: number): string {
  return `retry: ${ms}\n\n`;
}

/** A comment that says nothing: it keeps proxies from taking the silence for the end. */
export const sseHeartbeat = ":\n\n";
