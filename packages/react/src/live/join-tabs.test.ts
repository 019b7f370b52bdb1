import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stubBrowserTabs } from "../testing/browser-tabs.ts";
import { pendingView } from "../testing-kit/views.ts";
import { joinTabs } from "./join-tabs.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const view = pendingView({ id: "pay_1" });
const settle = () => vi.advanceTimersByTimeAsync(0);

/** A tab of the browser, and what it did. */
async function openTab(paymentId = view.id) {
  const stop = vi.fn();
  const did = { lead: vi.fn(() => stop), onView: vi.fn(), onHealth: vi.fn(), stop };
  const tabs = joinTabs(`kaikei ${paymentId}`, paymentId, did);
  await settle();
  const healthy = () => did.onHealth.mock.lastCall?.[0] === true;
  const leads = () => did.lead.mock.calls.length > did.stop.mock.calls.length;
  return { ...tabs, ...did, healthy, leads };
}

test("one tab asks for all: the others hear what it says", async () => {
  stubBrowserTabs();
  const [first, second, third] = [await openTab(), await openTab(), await openTab()];
  expect([first.leads(), second.leads(), third.leads()]).toEqual([true, false, false]);
  first.tell(view, 3_000);
  await settle();
  for (const tab of [second, third]) expect(tab.onView).toHaveBeenCalledWith(view);
  expect([first.healthy(), second.healthy(), third.healthy()]).toEqual([false, true, true]);
  expect(first.onView).not.toHaveBeenCalled();
});

test("the tab that asked is closed or hidden: the next one takes over, once", async () => {
  stubBrowserTabs();
  const [first, second, third] = [await openTab(), await openTab(), await openTab()];
  first.tell(view, 30_000);
  await settle();
  first.leave();
  await settle();
  expect(first.leads()).toBe(false);
  expect([second.leads(), third.leads()]).toEqual([true, false]);
  expect(second.healthy()).toBe(false);
  second.tell({ ...view, version: 2 }, 3_000);
  await settle();
  expect(third.onView).toHaveBeenLastCalledWith({ ...view, version: 2 });
});

test("a tab that has left hears nothing, says nothing and never gets its turn", async () => {
  stubBrowserTabs();
  const [first, second, third] = [await openTab(), await openTab(), await openTab()];
  second.leave();
  first.tell(view, 3_000);
  await settle();
  first.leave();
  await settle();
  expect(second.onView).not.toHaveBeenCalled();
  expect([second.leads(), third.leads()]).toEqual([false, true]);
});

test("a tab that comes later is told at once how it stands", async () => {
  stubBrowserTabs();
  const first = await openTab();
  first.tell(view, 3_000);
  const second = await openTab();
  expect(second.onView).toHaveBeenCalledWith(view);
});

test("a tab that asks and falls silent is not waited for longer than it said, and a little", async () => {
  stubBrowserTabs();
  const [first, second] = [await openTab(), await openTab()];
  first.tell(view, 5_000);
  await vi.advanceTimersByTimeAsync(7_900);
  expect(second.healthy()).toBe(true);
  await vi.advanceTimersByTimeAsync(200);
  expect(second.healthy()).toBe(false);
  first.tell(view, 86_400_000);
  await vi.advanceTimersByTimeAsync(33_100);
  expect(second.healthy()).toBe(false);
});

test.each([
  ["a text", "completed"],
  ["another hello", "hello"],
  ["nothing", null],
  ["no view", { restMs: 1_000 }],
  ["half a view", { view: { id: "pay_1", status: "completed" }, restMs: 1_000 }],
  ["no time", { view }],
  ["a time that is none", { view, restMs: "soon" }],
  ["another payment's", { view: { ...view, id: "pay_2", status: "completed" }, restMs: 1_000 }],
])("%s on the channel changes nothing", async (_what, data) => {
  const browser = stubBrowserTabs();
  const [first, second] = [await openTab(), await openTab()];
  browser.say(data);
  await settle();
  for (const tab of [first, second]) expect([tab.onView.mock.calls, tab.healthy()]).toEqual([[], false]);
});

test("an address that runs script does not come in by the channel", async () => {
  const browser = stubBrowserTabs();
  await openTab();
  const second = await openTab();
  const nextAction = { kind: "scan_qr", url: "javascript:alert(1)", deepLink: null };
  browser.say({ view: { ...view, nextAction }, restMs: 1_000 });
  await settle();
  expect(second.onView).toHaveBeenCalledWith({ ...view, nextAction: null });
});

test("two payments do not share", async () => {
  stubBrowserTabs();
  const [first, other] = [await openTab("pay_1"), await openTab("pay_2")];
  expect([first.leads(), other.leads()]).toEqual([true, true]);
});

test("where locks are refused each tab asks for itself, and stops when it leaves", async () => {
  stubBrowserTabs({ refused: true });
  const [first, second] = [await openTab(), await openTab()];
  expect([first.leads(), second.leads()]).toEqual([true, true]);
  first.leave();
  expect([first.leads(), second.leads()]).toEqual([false, true]);
});

test("a browser without locks: each tab asks for itself", async () => {
  const tab = await openTab();
  expect(tab.leads()).toBe(true);
  tab.leave();
  expect(tab.leads()).toBe(false);
});

test("a browser that refuses channels (Firefox, where storage is blocked) has tabs that each ask for themselves", async () => {
  stubBrowserTabs();
  vi.stubGlobal("BroadcastChannel", function refuse() {
    throw new DOMException("refused", "SecurityError");
  });
  const [first, second] = [await openTab(), await openTab()];
  expect([first.leads(), second.leads()]).toEqual([true, true]);
  first.tell(view, 3_000);
  first.leave();
  expect([first.leads(), second.leads()]).toEqual([false, true]);
});
