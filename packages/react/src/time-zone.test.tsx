import { act, cleanup } from "@testing-library/react";
import { hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { KaikeiProvider, type KaikeiProviderProps } from "./kaikei-provider.tsx";
import { PaymentStatus } from "./tags/payment-status.tsx";
import { pass, renderShop } from "./testing/render-shop.tsx";
import { createScriptedShop } from "./testing-kit/create-scripted-shop.ts";

let root: Root | null = null;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  act(() => root?.unmount());
  root = null;
  cleanup();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

/** A payment that is held until 8:04 of the next morning in Tokyo. */
function heldPayment() {
  const shop = createScriptedShop();
  const holdExpiresAt = Date.UTC(2026, 10, 20, 23, 4);
  shop.view = { ...shop.view, status: "authorized", nextAction: null, holdExpiresAt };
  return { shop, tag: <PaymentStatus payment={{ token: "tok", payment: shop.view }} /> };
}

function show(settings: KaikeiProviderProps) {
  const { shop, tag } = heldPayment();
  const { container, change } = renderShop(shop, tag, { locale: "en", ...settings });
  return { container, change: (over: KaikeiProviderProps) => change(tag, { locale: "en", ...over }) };
}

test("a server abroad and a shopper abroad read the same time, that of Tokyo", async () => {
  const { shop, tag } = heldPayment();
  const page = (
    <KaikeiProvider fetch={shop.fetch} locale="en">
      {tag}
    </KaikeiProvider>
  );
  const errors = vi.spyOn(console, "error");
  vi.stubEnv("TZ", "America/Los_Angeles");
  const html = renderToString(page);
  vi.stubEnv("TZ", "Asia/Kolkata");
  const container = document.createElement("div");
  container.innerHTML = html;
  await act(async () => {
    root = hydrateRoot(container, page);
  });
  await pass(100);
  expect(container.textContent).toContain("by Nov 21, 8:04 AM");
  expect(errors.mock.calls).toEqual([]);
});

test("a shop elsewhere names its zone, and may change it at any time", async () => {
  const { container, change } = show({ timeZone: "Europe/Paris" });
  await pass(0);
  expect(container.textContent).toContain("by Nov 21, 12:04 AM");
  change({ timeZone: "UTC" });
  expect(container.textContent).toContain("by Nov 20, 11:04 PM");
});

test("a zone that does not exist is told to the developer, and the shopper reads that of Tokyo", async () => {
  const errors = vi.spyOn(console, "error").mockReturnValue(undefined);
  const { container } = show({ timeZone: "Europe/Tokyo" });
  await pass(0);
  expect(container.textContent).toContain("by Nov 21, 8:04 AM");
  expect(errors.mock.calls[0]?.[0]).toContain('timeZone="Europe/Tokyo"');
});
