import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { PaymentView } from "../contract/payment-view.ts";
import { readEvents, type Said } from "../testing/read-events.ts";
import { viewExample } from "../testing/view-example.ts";
import type { Feed, Watcher } from "./feed.ts";
import { createStreams, usualLimits } from "./streams.ts";

// Time is the heartbeat here, so it is a made-up one.
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(limits: Partial<typeof usualLimits> = {}) {
  const watchers = new Set<Watcher>();
  const feed: Feed = {
    watch: (_payment, watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    get size() {
      return watchers.size;
    },
    close: async () => watchers.clear(),
  };
  const streams = createStreams(feed, { ...usualLimits, ...limits });
  const open = (more: { payment?: string; address?: string | null; seenVersion?: number } = {}) =>
    streams.open({
      payment: "pay_1",
      device: "phone",
      address: null,
      seenVersion: null,
      signal: new AbortController().signal,
      ...more,
    });
  const publish = (view: Partial<PaymentView>) => {
    for (const watcher of watchers) watcher(viewExample(view));
  };
  return { feed, streams, open, publish };
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Said[]> {
  const all: Said[] = [];
  for await (const said of readEvents(new Response(stream))) all.push(said);
  return all;
}

it("a quiet stream gives a sign of life every ten seconds, and ends after four minutes with a word to come back", async () => {
  const { open, streams } = setUp();
  const reading = readAll(open());
  await vi.advanceTimersByTimeAsync(239_000);
  expect(streams.size).toBe(1);
  await vi.advanceTimersByTimeAsync(1000);
  const said = await reading;
  expect(said.filter(({ kind }) => kind === "heartbeat")).toHaveLength(24);
  expect(said.at(-1)).toMatchObject({ kind: "retry" });
  expect(streams.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

it("each event is for the browser that reads it", async () => {
  const { open, publish } = setUp();
  const reading = readAll(open());
  publish({ device: "desktop", version: 3, pollAfterMs: null });
  expect(await reading).toMatchObject([{ kind: "heartbeat" }, { id: "3", data: { device: "phone" } }]);
});

it("a reader that does not keep up costs no memory: in the end it gets the newest state", async () => {
  const { open, publish } = setUp();
  const stream = open();
  for (let version = 1; version <= 10_000; version += 1) publish({ version });
  publish({ version: 10_001, pollAfterMs: null });
  const events = (await readAll(stream)).flatMap((said) => (said.kind === "event" ? [said.id] : []));
  expect(events.length).toBeLessThan(6);
  expect(events.at(-1)).toBe("10001");
});

it("so many for one payment, so many for one address, so many in all; one that ends makes room", async () => {
  const { open, feed } = setUp({ perPayment: 2, perAddress: 3, perProcess: 4 });
  const refuses = (more: Parameters<typeof open>[0]) =>
    expect(() => open(more)).toThrow(expect.objectContaining({ code: "too_many_streams" }));
  const first = open({ payment: "a", address: "1" });
  open({ payment: "a", address: "1" });
  refuses({ payment: "a", address: "2" });
  open({ payment: "b", address: "1" });
  refuses({ payment: "c", address: "1" });
  open({ payment: "c", address: "2" });
  refuses({ payment: "d", address: "3" });
  await first.cancel();
  open({ payment: "a", address: "1" });
  expect(feed.size).toBe(4);
});
