/** What a stream said: an event, the time to come back after, or a sign of life. */
export type Said =
  | { kind: "event"; id: string; data: { status: string; version: number } & Record<string, unknown> }
  | { kind: "retry"; ms: number }
  | { kind: "heartbeat" };

/** Reads server-sent events, one after the other, until the stream ends. */
export async function* readEvents(response: Response): AsyncGenerator<Said, void, undefined> {
  const body = response.body;
  if (body === null) throw new Error("the answer has no body");
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      yield readBlock(text.slice(0, end));
      text = text.slice(end + 2);
    }
  }
}

/** The next event, whatever signs of life come before it. */
export async function nextEvent(events: AsyncGenerator<Said, void, undefined>) {
  for (;;) {
    const { done, value } = await events.next();
    if (done || value === undefined) throw new Error("the stream ended");
    if (value.kind === "event") return value;
  }
}

function readBlock(block: string): Said {
  if (block === ":") return { kind: "heartbeat" };
  const fields = new Map(
    block.split("\n").map((line) => {
      const colon = line.indexOf(": ");
      return [line.slice(0, colon), line.slice(colon + 2)] as const;
    }),
  );
  const retry = fields.get("retry");
  if (retry !== undefined) return { kind: "retry", ms: Number(retry) };
  return { kind: "event", id: fields.get("id") ?? "", data: JSON.parse(fields.get("data") ?? "null") };
}
