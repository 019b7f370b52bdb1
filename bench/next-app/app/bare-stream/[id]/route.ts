/** As little as a stream of events can do: a first line, and one every twelve seconds that keeps the connection. */
export function GET(): Response {
  const encoder = new TextEncoder();
  let beats: ReturnType<typeof setInterval> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(encoder.encode(": alive\n\n"));
      beats = setInterval(() => controller.enqueue(encoder.encode(": alive\n\n")), 12_000);
    },
    cancel: () => clearInterval(beats),
  });
  return new Response(stream, {
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" },
  });
}
