import { cleanup, fireEvent, screen } from "@testing-library/react";
import { SWRConfig } from "swr";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LinkAccountButton } from "../tags/link-account-button.tsx";
import { PayPayButton } from "../tags/paypay-button.tsx";
import { pass, renderShop, slot } from "../testing/render-shop.tsx";
import { createScriptedShop, type ShopScript } from "../testing-kit/create-scripted-shop.ts";
import { linkedAccount } from "../testing-kit/views.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const button = (name: string) => screen.getByRole("button", { name });
const looks = (shop: ShopScript) => shop.sent.filter(({ method }) => method === "GET").length;
const status = (container: HTMLElement) => slot(container, "link-account")?.dataset.status;

const hostile = () => ({
  suspense: true,
  isPaused: () => true,
  refreshInterval: 0,
  refreshWhenHidden: true,
  revalidateOnFocus: false,
  revalidateOnMount: false,
  revalidateIfStale: false,
  shouldRetryOnError: false,
  dedupingInterval: 600_000,
  provider: () => new Map(),
  fetcher: () => Promise.reject(new Error("the shop's")),
  onError: vi.fn(),
  onSuccess: vi.fn(),
  onErrorRetry: vi.fn(),
});

test("the shop's own SWR settings do not reach <LinkAccountButton>", async () => {
  const shop = createScriptedShop();
  const settings = hostile();
  shop.next.push(() => Promise.reject(new TypeError("offline")));
  const tag = (
    <SWRConfig value={settings}>
      <LinkAccountButton />
    </SWRConfig>
  );
  const { container } = renderShop(shop, tag, { basePath: shop.basePath, locale: "en" });
  await pass(0);
  await pass(3_000);
  expect(status(container)).toBe("not_linked");
  expect(looks(shop)).toBe(2);
  fireEvent.click(button("Link with your phone"));
  await pass(0);
  await pass(6_000);
  expect(looks(shop)).toBe(4);
  expect([settings.onError, settings.onSuccess, settings.onErrorRetry].map((f) => f.mock.calls)).toEqual([
    [],
    [],
    [],
  ]);
});

test("the shop's own SWR settings do not reach <PayPayButton>: its button is not disabled for ever", async () => {
  const shop = createScriptedShop();
  shop.account = linkedAccount();
  const tag = (
    <SWRConfig value={hostile()}>
      <PayPayButton order="order-1" />
    </SWRConfig>
  );
  const { change } = renderShop(shop, tag, { basePath: shop.basePath, locale: "en" });
  await pass(0);
  expect(button("Pay with PayPay").hasAttribute("disabled")).toBe(false);
  expect(button("Pay with a QR code")).toBeTruthy();

  const other = (
    <SWRConfig value={{ provider: () => new Map(), revalidateIfStale: false, isPaused: () => true }}>
      <PayPayButton order="order-1" />
    </SWRConfig>
  );
  change(other, { basePath: shop.basePath, locale: "en", customer: "ren" });
  await pass(0);
  expect(button("Pay with a QR code")).toBeTruthy();
});

