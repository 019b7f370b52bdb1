import type { Dispatcher } from "undici";
import { z } from "zod";
import { viewSchema } from "../packages/server/src/testing/wire-schemas.ts";

export type View = z.infer<typeof viewSchema>;

/** The views that a stream of server-sent events brings, as they come. */
export async function* readEvents(body: Dispatcher.ResponseData["body"]): AsyncGenerator<View> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    text += decoder.decode(z.instanceof(Uint8Array).parse(chunk), { stream: true });
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const [data] = event.split("\n").filter((line) => line.startsWith("data: "));
      if (data !== undefined) yield viewSchema.parse(JSON.parse(data.slice("data: ".length)));
    }
  }
}
