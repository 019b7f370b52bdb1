import fc from "fast-check";
import { expect, test } from "vitest";
import { createEventReader, type ServerSentEvent } from "./event-reader.ts";

/** What a reader makes of bytes that arrive in pieces of these lengths, over and over. */
function readInPieces(text: string, lengths: number[]): ServerSentEvent[] {
  const read = createEventReader();
  const decoder = new TextDecoder();
  const bytes = new TextEncoder().encode(text);
  const events: ServerSentEvent[] = [];
  for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
    const length = lengths[piece % lengths.length] ?? 1;
    events.push(...read(decoder.decode(bytes.subarray(at, at + length), { stream: true })));
    at += length;
  }
  return events;
}

test("heartbeats, a payment and the word when to come back", () => {
  const text = ':\n\nid: 3\nevent: payment\ndata: {"a":1}\n\n:\n\nretry: 1000\n\nid: 4\ndata: {"cut';
  expect(createEventReader()(text)).toEqual([
    { data: "", retryMs: null },
    { data: '{"a":1}', retryMs: null },
    { data: "", retryMs: null },
    { data: "", retryMs: 1000 },
  ]);
});

test("wherever the bytes are cut, and whichever line ends they have, the events are the same", () => {
  const words = fc.string({ unit: "grapheme" }).map((name) => JSON.stringify({ name }));
  const block = fc.oneof(
    fc.constant(":"),
    fc.constant("retry: 1000"),
    words.map((data) => `id: 1\nevent: payment\ndata: ${data}`),
  );
  const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(block), fc.constantFrom("\n", "\r\n"), pieces, (blocks, lineEnd, lengths) => {
      const text = blocks.map((lines) => `${lines}\n\n`).join("");
      const events = readInPieces(text.replaceAll("\n", lineEnd), lengths);
      expect(events.map(({ data, retryMs }) => data || retryMs)).toEqual(
        blocks.map((lines) => lines.split("data: ")[1] ?? (lines === ":" ? null : 1000)),
      );
    }),
  );
});

test("a line separator within a text ends no line, and data over several lines is one", () => {
  const read = createEventReader();
  expect(read('data: "a\u2028b"\n\n')).toEqual([{ data: '"a\u2028b"', retryMs: null }]);
  expect(read("data:{\ndata:}\nretry: soon\n\n")).toEqual([{ data: "{\n}", retryMs: null }]);
});
