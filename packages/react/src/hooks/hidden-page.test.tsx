import { cleanup, fireEvent, screen } from "@testing-library/react";
import { Activity } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LinkAccountButton } from "../tags/link-account-button.tsx";
import { PayPayButton } from "../tags/paypay-button.tsx";
import { pass, renderShop, slot } from "../testing/render-shop.tsx";
import { answerLater } from "../testing-kit/answers.ts";
import { createScriptedShop } from "../testing-kit/create-scripted-shop.ts";
import { linkedAccount, serverStart } from "../testing-kit/views.ts";

// React 18 cannot hide a page and keep it.

const assign = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("location", { assign, href: location.href, pathname: "/settings", search: "" });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a page that a router keeps hidden comes back usable, whatever was under way", async () => {
  const shop = createScriptedShop();
  const settings = { basePath: shop.basePath, locale: "en" };
  const page = (mode: "visible" | "hidden") => (
    <Activity mode={mode}>
      <LinkAccountButton />
    </Activity>
  );
  const { container, change } = renderShop(shop, page("visible"), settings);
  await pass(0);
  const slow = answerLater();
  shop.next.push(() => slow.promise);
  fireEvent.click(screen.getByRole("button", { name: "Link PayPay" }));
  await pass(0);
  change(page("hidden"), settings);
  const times = { expiresAt: serverStart + 600_000, serverTime: serverStart };
  slow.resolve(Response.json({ url: "https://wallet.example/link?id=late", attempt: "att_late", ...times }));
  await pass(0);
  change(page("visible"), settings);
  await pass(0);
  expect(slot(container, "link-account")?.dataset.status).toBe("not_linked");
  expect(assign).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "Link PayPay" }));
  await pass(0);
  expect(assign).toHaveBeenCalledTimes(1);
});

test("a tap that could not be sent before a router hid the page can be made again", async () => {
  const shop = createScriptedShop();
  shop.account = linkedAccount();
  const settings = { basePath: shop.basePath, locale: "en" };
  const page = (mode: "visible" | "hidden") => (
    <Activity mode={mode}>
      <PayPayButton order="order-1" />
    </Activity>
  );
  const { container, change } = renderShop(shop, page("visible"), settings);
  await pass(0);
  fireEvent.click(screen.getByRole("button", { name: "Pay with PayPay" }));
  change(page("hidden"), settings);
  await pass(0);
  change(page("visible"), settings);
  await pass(0);
  expect(slot(container, "paypay-button")?.dataset.status).toBe("ready");
  expect(shop.posts()).toBe(0);
  fireEvent.click(screen.getByRole("button", { name: "Pay with PayPay" }));
  await pass(0);
  expect(shop.posts()).toBe(1);
});
