import { cleanup } from "@testing-library/react";
import { SWRConfig } from "swr";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PaymentStatus } from "../tags/payment-status.tsx";
import { stubBrowserTabs } from "../testing/browser-tabs.ts";
import { pass, renderShop, setHidden, shownPhase, slot } from "../testing/render-shop.tsx";
import { errorResponse } from "../testing-kit/answers.ts";
import { createScriptedShop, type ShopScript } from "../testing-kit/create-scripted-shop.ts";
import { completed } from "../testing-kit/views.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A tab of its own: what SWR remembers in one, another does not know. The server gave each its own token. */
function openTab(shop: ShopScript, name: string) {
  const onComplete = vi.fn();
  const grant = { token: `secret-${name}`, payment: shop.view };
  const page = renderShop(
    shop,
    <SWRConfig value={{ provider: () => new Map() }}>
      <PaymentStatus payment={grant} onComplete={onComplete} />
    </SWRConfig>,
  );
  return { ...page, onComplete };
}

async function passLive(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 500) await pass(500);
}

test("two tabs send one stream of requests, and both show that it is paid", async () => {
  stubBrowserTabs();
  const shop = createScriptedShop();
  const first = openTab(shop, "a");
  await passLive(1_000);
  const second = openTab(shop, "b");
  await passLive(1_000);
  const atFirst = shop.looks();
  await passLive(30_000);
  expect(shop.looks() - atFirst).toBeLessThanOrEqual(10);
  expect(new Set(shop.sent.slice(atFirst).map(({ authorization }) => authorization)).size).toBe(1);
  expect(shop.streams).toHaveLength(1);
  shop.view = completed(shop.view);
  await passLive(3_500);
  for (const { container, onComplete } of [first, second]) {
    expect(shownPhase(container)).toBe("completed");
    expect(onComplete).toHaveBeenCalledTimes(1);
  }
});

test("a stream of one tab is enough for the other, through its quiet times", async () => {
  stubBrowserTabs();
  const shop = createScriptedShop();
  shop.nextStreams.push((stream) => stream.open());
  openTab(shop, "a");
  await passLive(1_000);
  const second = openTab(shop, "b");
  await passLive(1_000);
  const atFirst = shop.looks();
  for (let beat = 0; beat < 4; beat += 1) {
    await passLive(10_000);
    shop.streams[0]?.write(":\n\n");
    await pass(1);
  }
  expect([shop.looks() - atFirst, shop.streams.length]).toEqual([0, 1]);
  shop.streams[0]?.tell(completed(shop.view));
  await pass(10);
  expect(shownPhase(second.container)).toBe("completed");
});

test("the tab that asked is closed: the other one goes on", async () => {
  stubBrowserTabs();
  const shop = createScriptedShop();
  const first = openTab(shop, "a");
  await passLive(1_000);
  const second = openTab(shop, "b");
  await passLive(5_000);
  first.unmount();
  shop.view = completed(shop.view);
  await passLive(4_000);
  expect(shop.sent.at(-1)?.authorization).toBe("Bearer secret-b");
  expect(shownPhase(second.container)).toBe("completed");
});

test("hidden tabs hold no lock and no channel; who comes back asks again", async () => {
  const browser = stubBrowserTabs();
  const shop = createScriptedShop();
  const { container } = openTab(shop, "a");
  await passLive(1_000);
  await setHidden(true);
  shop.view = completed(shop.view);
  browser.say({ view: shop.view, restMs: 1_000 });
  await passLive(5_000);
  expect(shownPhase(container)).toBe("payable");
  await setHidden(false);
  await pass(10);
  expect(shownPhase(container)).toBe("completed");
});

test("what fails in one tab is asked for by the other, and Retry-After holds in the one that was told", async () => {
  stubBrowserTabs();
  const shop = createScriptedShop();
  const first = openTab(shop, "a");
  await passLive(1_000);
  const second = openTab(shop, "b");
  await passLive(1_000);
  shop.next.push(() => errorResponse(503, "store_unavailable", true, { "retry-after": "60" }));
  await passLive(2_500);
  shop.view = completed(shop.view);
  await passLive(10_000);
  expect(shop.sent.at(-1)?.authorization).toBe("Bearer secret-b");
  expect(shownPhase(second.container)).toBe("completed");
  expect(shownPhase(first.container)).toBe("payable");
});

test("while the tab that asks hears nothing, the others ask for themselves, and every one says that something is wrong", async () => {
  stubBrowserTabs();
  const shop = createScriptedShop();
  const tabs = [openTab(shop, "a")];
  await passLive(1_000);
  tabs.push(openTab(shop, "b"), openTab(shop, "c"));
  await passLive(1_000);
  for (let look = 0; look < 20; look += 1) shop.next.push(() => Promise.reject(new TypeError("offline")));
  await passLive(12_000);
  const troubles = () => tabs.map(({ container }) => slot(container, "status-trouble") !== null);
  expect(troubles()).toEqual([true, true, true]);
  shop.next.length = 0;
  await passLive(30_000);
  expect(troubles()).toEqual([false, false, false]);
});

test("a stream that comes back with nothing new to say: what was wrong is not wrong any more", async () => {
  const shop = createScriptedShop();
  shop.next.push(() => Promise.reject(new TypeError("offline")));
  shop.nextStreams.push((stream) => stream.open());
  const { container } = openTab(shop, "a");
  await passLive(1_000);

  expect(slot(container, "status-trouble")).not.toBeNull();
  for (let beat = 0; beat < 4; beat += 1) {
    shop.streams[0]?.write(":\n\n");
    await passLive(10_000);
  }
  expect(slot(container, "status-trouble")).toBeNull();
});

test("neither an old word nor the name of the channel does harm: versions never go back, no token is in it", async () => {
  const browser = stubBrowserTabs();
  const shop = createScriptedShop();
  openTab(shop, "a");
  await passLive(1_000);
  const old = shop.view;
  shop.view = { ...old, version: 5, retiring: true };
  const { container } = openTab(shop, "b");
  await passLive(4_000);
  expect(shownPhase(container)).toBe("retiring");
  browser.say({ view: { ...old, version: 4, serverTime: old.serverTime + 900_000 }, restMs: 1_000 });
  await pass(10);
  expect(shownPhase(container)).toBe("retiring");
  expect([...browser.names].join()).toContain(old.id);
  expect([...browser.names].join()).not.toContain("secret");
});
