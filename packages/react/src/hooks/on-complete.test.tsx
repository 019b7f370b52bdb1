import { cleanup } from "@testing-library/react";
import fc from "fast-check";
import { SWRConfig } from "swr";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PaymentStatus } from "../tags/payment-status.tsx";
import { PayPayQr } from "../tags/paypay-qr.tsx";
import { stubBrowserTabs } from "../testing/browser-tabs.ts";
import { pass, renderShop, setHidden, tell } from "../testing/render-shop.tsx";
import { createScriptedShop } from "../testing-kit/create-scripted-shop.ts";
import { completed } from "../testing-kit/views.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const events = [
  "she pays",
  "a poll's time passes",
  "the next answer is late",
  "the stream tells how it stands",
  "the stream tells an old view",
  "the stream breaks",
  "another tab tells how it stands",
  "another tab tells an old view",
  "the tab is hidden",
  "the tab is shown",
  "the page comes back by the back button",
  "the shop renders with another callback",
  "the tags are mounted anew",
] as const;

type Event = (typeof events)[number];

/** Two tags of one payment, each with a memory of its own, and everything that can tell them of it. */
async function openPage() {
  const browser = stubBrowserTabs();
  const shop = createScriptedShop();
  const unpaid = shop.view;
  for (let stream = 0; stream < 20; stream += 1) shop.nextStreams.push((stream) => stream.open());
  let mount = 0;
  let stale = vi.fn();
  const calls = new Map<string, number>();
  const tags = () => {
    const count = (tag: string, latest: () => void) => {
      const key = `${tag} ${mount}`;
      calls.set(key, calls.get(key) ?? 0);
      return () => {
        latest();
        calls.set(key, (calls.get(key) ?? 0) + 1);
      };
    };
    const latest = vi.fn();
    stale = latest;
    return (
      <div key={mount}>
        <PayPayQr order={unpaid.order} onComplete={count("code", latest)} />
        <SWRConfig value={{ provider: () => new Map() }}>
          <PaymentStatus payment={{ token: "b", payment: unpaid }} onComplete={count("status", latest)} />
        </SWRConfig>
      </div>
    );
  };
  const page = renderShop(shop, tags());
  await pass(100);

  const happen: Record<Event, () => void | Promise<void>> = {
    "she pays": () => {
      shop.view = completed(unpaid);
    },
    "a poll's time passes": () => pass(3_500),
    "the next answer is late": () => {
      // Good for a start and for a look, whichever is next.
      const answer = { ...shop.view, token: "tok", payment: shop.view };
      shop.next.push(() => new Promise((resolve) => setTimeout(() => resolve(Response.json(answer)), 2_000)));
    },
    "the stream tells how it stands": () => shop.streams.at(-1)?.tell(shop.view),
    "the stream tells an old view": () => shop.streams.at(-1)?.tell(unpaid),
    "the stream breaks": () => shop.streams.at(-1)?.cut(),
    "another tab tells how it stands": () => browser.say({ view: shop.view, restMs: 2_000 }),
    "another tab tells an old view": () => browser.say({ view: unpaid, restMs: 2_000 }),
    "the tab is hidden": () => setHidden(true),
    "the tab is shown": () => setHidden(false),
    "the page comes back by the back button": () => {
      const event = new Event("pageshow");
      Object.defineProperty(event, "persisted", { value: true });
      return tell(window, event);
    },
    "the shop renders with another callback": () => {
      const before = stale;
      const calledBefore = before.mock.calls.length;
      page.change(tags());
      replaced.push({ callback: before, calledBefore });
    },
    "the tags are mounted anew": () => {
      mount += 1;
      page.change(tags());
    },
  };
  const replaced: { callback: ReturnType<typeof vi.fn>; calledBefore: number }[] = [];
  return { shop, page, happen, calls, replaced, mounts: () => mount };
}

test("onComplete once per mount, the latest one, whoever tells it, however often and in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...events), { maxLength: 10 }), async (story) => {
      const { shop, page, happen, calls, replaced, mounts } = await openPage();
      for (const event of story) {
        await happen[event]();
        await pass(1);
      }
      // Old answers that nobody has asked for yet would be told at polls that an open stream makes rare.
      shop.next.length = 0;
      await happen["she pays"]();
      await happen["the tab is shown"]();
      for (let step = 0; step < 10; step += 1) await pass(3_500);

      for (const tag of ["code", "status"]) {
        for (let mount = 0; mount < mounts(); mount += 1)
          expect(calls.get(`${tag} ${mount}`)).toBeLessThan(2);
        expect(calls.get(`${tag} ${mounts()}`)).toBe(1);
      }
      for (const { callback, calledBefore } of replaced) expect(callback).toHaveBeenCalledTimes(calledBefore);
      page.unmount();
      await pass(1);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 60_000);
