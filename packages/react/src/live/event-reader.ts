/** What one server-sent event says to us: its data, and when to connect again. */
export interface ServerSentEvent {
  /** Empty for a heartbeat. */
  data: string;
  /** Milliseconds; null when it did not say. */
  retryMs: number | null;
}

/**
 * Reads server-sent events from text that comes in pieces, cut anywhere. Of the HTML standard it knows what our server
 * writes, with the line ends that something on the way may have made of it.
 */
export function createEventReader(): (piece: string) => ServerSentEvent[] {
  let rest = "";
  return (piece) => {
    const blocks = (rest + piece).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    return blocks.map(readEvent);
  };
}

function readEvent(block: string): ServerSentEvent {
  const data: string[] = [];
  let retryMs: number | null = null;
  for (const line of block.split(/\r?\n/)) {
    // `s`: U+2028 may stand in a shop's name of an order, and a dot alone stops there.
    const [, field, value = ""] = /^(data|retry): ?(.*)/s.exec(line) ?? [];
    if (field === "data") data.push(value);
    if (field === "retry" && /^\d+$/.test(value)) retryMs = Number(value);
  }
  return { data: data.join("\n"), retryMs };
}
