import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PaymentStatus } from "../tags/payment-status.tsx";
import { PayPayQr } from "../tags/paypay-qr.tsx";
import { pass, renderShop, setHidden, shownPhase, tell } from "../testing/render-shop.tsx";
import { answerLater, errorResponse } from "../testing-kit/answers.ts";
import { createScriptedShop, type ShopScript } from "../testing-kit/create-scripted-shop.ts";
import type { ScriptedStream } from "../testing-kit/scripted-stream.ts";
import { completed, ended, serverStart } from "../testing-kit/views.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const opens = (stream: ScriptedStream) => stream.open();

/** A shop with a fresh payment on the screen and, if asked, a stream that is open. */
async function showPayment(...streams: ShopScript["nextStreams"]) {
  const shop = createScriptedShop();
  shop.nextStreams.push(...streams);
  const onComplete = vi.fn();
  const view = renderShop(shop, <PayPayQr order="order-1" onComplete={onComplete} />);
  await pass(0);
  await pass(10);
  return { shop, onComplete, ...view };
}

/** The `index`th stream; the test fails when there is none. */
function streamOf(shop: ShopScript, index = 0): ScriptedStream {
  const stream = shop.streams[index];
  if (!stream) throw new Error(`There is no stream ${index}.`);
  return stream;
}

/** Lets time pass with renders in between: `pass` renders at its end. */
async function passLive(milliseconds: number, step = 500): Promise<void> {
  for (let left = milliseconds; left > 0; left -= step) await pass(Math.min(step, left));
}

/** Keeps a stream alive, as the server does. */
async function beat(stream: ScriptedStream, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await passLive(10_000);
    stream.write(":\n\n");
    await pass(1);
  }
}

test("the stream shows that it is paid, and nobody has polled", async () => {
  const { shop, container, onComplete } = await showPayment(opens);
  expect(streamOf(shop)).toMatchObject({
    path: `/api/kaikei/payments/${shop.view.id}/events`,
    authorization: "Bearer tok",
    lastEventId: "1",
  });
  await beat(streamOf(shop), 12);
  streamOf(shop).tell(completed(shop.view));
  await pass(1);
  expect(shownPhase(container)).toBe("completed");
  expect(onComplete).toHaveBeenCalledTimes(1);
  streamOf(shop).end();
  await pass(600_000);
  expect(shop.looks()).toBe(0);
  expect(shop.streams).toHaveLength(1);
});

test("StrictMode opens one stream, and it is aborted on unmount", async () => {
  const { shop, unmount } = await showPayment(opens);
  expect(shop.streams).toHaveLength(1);
  expect(streamOf(shop).signal?.aborted).toBe(false);
  unmount();
  expect(streamOf(shop).signal?.aborted).toBe(true);
  await pass(600_000);
  expect(shop.streams).toHaveLength(1);
});

test("a stream that nothing comes out of: polling takes over within an interval, and it is tried again", async () => {
  const { shop } = await showPayment((stream) => stream.silent(), opens);
  await passLive(3_100);
  expect(shop.looks()).toBe(1);
  expect(streamOf(shop).signal?.aborted).toBe(true);
  await passLive(5_000);
  expect(shop.streams).toHaveLength(2);
  const looks = shop.looks();
  await beat(streamOf(shop, 1), 3);
  expect(shop.looks()).toBe(looks);
});

test("a stream that is not answered holds up no poll", async () => {
  const { shop, container } = await showPayment(() => answerLater().promise);
  shop.view = completed(shop.view);
  await pass(3_000);
  expect(shownPhase(container)).toBe("completed");
});

test("twenty seconds of silence end it: polling goes on, and later another stream", async () => {
  const { shop } = await showPayment(opens, opens);
  await beat(streamOf(shop), 2);
  await pass(19_900);
  expect(shop.looks()).toBe(0);
  await passLive(3_600);
  expect(shop.looks()).toBe(1);
  expect(streamOf(shop).signal?.aborted).toBe(true);
  await passLive(5_000);
  expect(shop.streams).toHaveLength(2);
});

test("streams that break are tried again ever more rarely, while polling goes on", async () => {
  const dies = () => Promise.reject(new TypeError("Failed to fetch"));
  const { shop } = await showPayment(dies, dies, dies, dies, dies, opens);
  await passLive(310_000);
  const times = shop.streams.map(({ at }) => at);
  expect(times.slice(1).map((at, index) => at - (times[index] ?? 0))).toEqual([
    5_000, 15_000, 45_000, 120_000, 120_000,
  ]);
  expect(shop.looks()).toBeGreaterThan(90);
});

test("a stream that breaks in the middle is replaced, and asks for what came after", async () => {
  const { shop, container } = await showPayment(opens, opens);
  const stream = streamOf(shop);
  stream.tell({ ...shop.view, version: 7, retiring: true });
  await pass(1);
  expect(shownPhase(container)).toBe("retiring");
  stream.cut();
  await passLive(3_600);
  expect(shop.looks()).toBe(1);
  await passLive(2_000);
  expect(streamOf(shop, 1).lastEventId).toBe("7");
  streamOf(shop, 1).tell({ ...ended(shop.view, "canceled"), version: 8 });
  await pass(1);
  expect(shownPhase(container)).toBe("canceled");
});

test("the server says when to come back: no poll in between", async () => {
  const { shop } = await showPayment(opens, opens);
  await beat(streamOf(shop), 3);
  streamOf(shop).write("retry: 1000\n\n");
  streamOf(shop).end();
  await pass(900);
  expect(shop.streams).toHaveLength(1);
  await pass(200);
  expect(shop.streams).toHaveLength(2);
  await beat(streamOf(shop, 1), 3);
  expect(shop.looks()).toBe(0);
});

test("too many streams: it waits as long as the server asks, also when the shopper comes back earlier", async () => {
  const { shop } = await showPayment(
    () => errorResponse(429, "too_many_streams", true, { "retry-after": "60" }),
    opens,
  );
  await passLive(20_000);
  expect(shop.looks()).toBeGreaterThan(5);
  await setHidden(true);
  await setHidden(false);
  await passLive(39_000);
  expect(shop.streams).toHaveLength(1);
  await passLive(2_000);
  expect(shop.streams).toHaveLength(2);
});

test.each([
  ["an older server", () => errorResponse(404, "route_not_found", false)],
  ["a token that is not taken", () => errorResponse(401, "token_expired", false)],
  ["a page for everything", () => new Response("<h1>hi</h1>", { headers: { "content-type": "text/html" } })],
])("%s is asked for a stream once, and polled", async (_what, response) => {
  const { shop } = await showPayment(response, opens);
  await passLive(300_000, 2_500);
  await setHidden(true);
  await setHidden(false);
  await tell(window, new Event("online"));
  await passLive(300_000, 2_500);
  expect(shop.streams).toHaveLength(1);
  expect(shop.looks()).toBeGreaterThan(100);
});

test("a hidden tab has no stream; on return there is one look, then a stream", async () => {
  const { shop } = await showPayment(opens, opens);
  await setHidden(true);
  expect(streamOf(shop).signal?.aborted).toBe(true);
  await pass(600_000);
  expect(shop.streams).toHaveLength(1);
  expect(shop.looks()).toBe(0);
  await setHidden(false);
  await pass(10);
  expect(shop.streams).toHaveLength(2);
  await beat(streamOf(shop, 1), 3);
  expect(shop.sent.filter(({ method }) => method === "GET").map(({ path }) => path)).toEqual([
    `/api/kaikei/payments/${shop.view.id}?returned`,
  ]);
});

test("a page that is left and brought back by the back button closes and opens its stream", async () => {
  const { shop } = await showPayment(opens, opens);
  await tell(window, new Event("pagehide"));
  expect(streamOf(shop).signal?.aborted).toBe(true);
  const event = new Event("pageshow");
  Object.defineProperty(event, "persisted", { value: true });
  await tell(window, event);
  await pass(10);
  expect(shop.streams).toHaveLength(2);
  expect(shop.looks()).toBe(1);
});

test("offline there is no stream", async () => {
  const { shop } = await showPayment(opens, opens);
  const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  await tell(window, new Event("offline"));
  expect(streamOf(shop).signal?.aborted).toBe(true);
  await passLive(60_000);
  expect(shop.streams).toHaveLength(1);
  online.mockReturnValue(true);
  await tell(window, new Event("online"));
  await pass(10);
  expect(shop.streams).toHaveLength(2);
});

test("an old view from the stream never replaces a newer one from a poll, nor does another payment's", async () => {
  const { shop, container } = await showPayment(opens);
  const old = shop.view;
  shop.view = { ...old, version: 5, retiring: true };
  await passLive(2_000);
  await setHidden(true);
  shop.nextStreams.push(opens);
  await setHidden(false);
  await pass(10);
  expect(shownPhase(container)).toBe("retiring");
  streamOf(shop, 1).tell({ ...old, version: 4, serverTime: serverStart + 90_000 });
  streamOf(shop, 1).tell({ ...completed(old), id: "pay_other", version: 9 });
  await pass(10);
  expect(shownPhase(container)).toBe("retiring");
});

test("a poll and the stream tell at the same moment: onComplete is called once", async () => {
  const { shop, container, onComplete } = await showPayment(opens, opens);
  await passLive(2_000);
  await setHidden(true);
  const later = answerLater();
  shop.next.push(() => later.promise);
  await setHidden(false);
  await pass(10);
  expect(shop.looks()).toBe(1);
  const paid = completed(shop.view);
  streamOf(shop, 1).tell(paid);
  later.resolve(Response.json(paid));
  await pass(10);
  expect(shownPhase(container)).toBe("completed");
  expect(onComplete).toHaveBeenCalledTimes(1);
});

test("the newest view's time counts: a countdown goes by what the stream says", async () => {
  const { shop, container } = await showPayment(opens);
  streamOf(shop).tell({ ...shop.view, version: 2, serverTime: serverStart + 100_000 });
  await pass(10);
  expect(container.querySelector('[data-slot="countdown-time"]')?.textContent).toMatch(/3:(20|19)/);
});

test("Retry-After of a look holds, also after the stream has told something", async () => {
  const { shop } = await showPayment((stream) => stream.silent(), opens);
  shop.next.push(() => errorResponse(503, "provider_busy", true, { "retry-after": "40" }));
  await passLive(3_100);
  expect(shop.looks()).toBe(1);
  await passLive(5_100);
  streamOf(shop, 1).tell({ ...shop.view, version: 2 });
  await pass(10);
  await setHidden(true);
  await setHidden(false);
  await pass(10);
  expect(shop.looks()).toBe(1);
});

test("what is no event of ours ends the stream, and polling goes on", async () => {
  const { shop, container } = await showPayment(opens);
  streamOf(shop).write("data: <h1>502</h1>\n\n");
  await pass(10);
  shop.view = completed(shop.view);
  await passLive(3_100);
  expect(shownPhase(container)).toBe("completed");
});

test("live={false} opens none; a payment that is over opens none", async () => {
  const shop = createScriptedShop();
  renderShop(shop, <PayPayQr order="order-1" />, { live: false });
  await pass(0);
  await passLive(3_100);
  expect(shop.looks()).toBe(1);
  cleanup();
  const over = createScriptedShop();
  renderShop(over, <PaymentStatus payment={{ token: "tok", payment: completed(over.view) }} />);
  await pass(1_000);
  expect([...shop.streams, ...over.streams]).toEqual([]);
});

test("a fetch that is written in place keeps the stream; another basePath gets another one", async () => {
  const shop = createScriptedShop();
  shop.nextStreams.push(opens, opens);
  const tag = <PaymentStatus payment={{ id: shop.view.id, token: "tok" }} />;
  const inPlace = (): typeof fetch => (input, init) => shop.fetch(input, init);
  const { change } = renderShop(shop, tag, { fetch: inPlace() });
  await pass(10);
  change(tag, { fetch: inPlace() });
  await pass(10);
  expect(shop.streams).toHaveLength(1);
  expect(streamOf(shop).signal?.aborted).toBe(false);
  change(tag, { fetch: inPlace(), basePath: "/pay" });
  await pass(10);
  await pass(10);
  expect(streamOf(shop).signal?.aborted).toBe(true);
  expect(streamOf(shop, 1).path).toBe(`/pay/payments/${shop.view.id}/events`);
});

test("a fetch of the shop that drops the signal cannot keep polling away", async () => {
  const shop = createScriptedShop();
  shop.nextStreams.push(opens);
  const deaf: typeof fetch = (input, init) => shop.fetch(input, { ...init, signal: null });
  renderShop(shop, <PayPayQr order="order-1" />, { fetch: deaf });
  await pass(0);
  await pass(10);
  await passLive(20_000 + 3_100);
  expect(shop.looks()).toBe(1);
});
