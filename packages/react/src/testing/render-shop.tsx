import { act, type RenderResult, render } from "@testing-library/react";
import { type ReactNode, StrictMode, version } from "react";
import { vi } from "vitest";
import { KaikeiProvider, type KaikeiProviderProps } from "../kaikei-provider.tsx";
// What a browser loads later is here before the test's clock stands still.
import "../live/open-live.ts";
import "../wire/account-client.ts";
import "../wire/requests.ts";
import type { ShopScript } from "../testing-kit/create-scripted-shop.ts";

/** What {@link renderShop} gives: the rendering, and a way to change it in place. */
export interface RenderedShop extends RenderResult {
  change(children: ReactNode, settings?: KaikeiProviderProps): void;
}

/** Renders under StrictMode with the scripted shop behind; `rerender` keeps both. */
export function renderShop(
  shop: ShopScript,
  children: ReactNode,
  settings: KaikeiProviderProps = {},
): RenderedShop {
  const wrap = (inner: ReactNode, over: KaikeiProviderProps = settings) => (
    <StrictMode>
      <KaikeiProvider fetch={shop.fetch} {...over}>
        {inner}
      </KaikeiProvider>
    </StrictMode>
  );
  const view = render(wrap(children));
  return {
    ...view,
    change: (inner: ReactNode, over?: KaikeiProviderProps) => view.rerender(wrap(inner, over)),
  };
}

// Within one `act` React 18 renders at its end alone, and timers that a render would set again run on as they were.
const longestActMs = version.startsWith("18.") ? 250 : Number.POSITIVE_INFINITY;

/** Lets time pass, with the promises in between and what is loaded meanwhile. Needs fake timers. */
export async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left >= 0; left -= longestActMs) {
    await act(async () => {
      await vi.dynamicImportSettled();
      await vi.advanceTimersByTimeAsync(Math.min(left, longestActMs));
      await vi.dynamicImportSettled();
      await vi.advanceTimersByTimeAsync(0);
    });
  }
}

/** What the card says it is showing. */
export function shownPhase(container: HTMLElement): string | null | undefined {
  return container.querySelector(".kaikei")?.getAttribute("data-status");
}

export function slot(container: HTMLElement, name: string): HTMLElement | null {
  return container.querySelector<HTMLElement>(`[data-slot="${name}"]`);
}

// SWR took setTimeout when it was imported, before the test's clock: its way from an event to a look is real time.
const realSetTimeout = setTimeout;

/** Hides or shows the tab, as a browser tells it. */
export async function setHidden(hidden: boolean): Promise<void> {
  vi.spyOn(document, "hidden", "get").mockReturnValue(hidden);
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(hidden ? "hidden" : "visible");
  await tell(document, new Event("visibilitychange"));
}

/** Sends an event and waits until SWR has heard it. */
export async function tell(target: EventTarget, event: Event): Promise<void> {
  await act(async () => {
    target.dispatchEvent(event);
    await new Promise((resolve) => realSetTimeout(resolve, 5));
  });
}
