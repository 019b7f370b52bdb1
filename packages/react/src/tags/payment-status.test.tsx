import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pass, renderShop, shownPhase, slot } from "../testing/render-shop.tsx";
import { errorResponse } from "../testing-kit/answers.ts";
import { createScriptedShop } from "../testing-kit/create-scripted-shop.ts";
import { completed, ended } from "../testing-kit/views.ts";
import { PaymentStatus } from "./payment-status.tsx";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  history.replaceState(null, "", "/");
});

test("a grant from the server is shown at once, looked at at once, and followed", async () => {
  const shop = createScriptedShop();
  const onComplete = vi.fn();
  const grant = { token: "tok", payment: shop.view };
  const { container } = renderShop(
    shop,
    <PaymentStatus payment={grant} onComplete={onComplete}>
      <a href="/orders">Orders</a>
    </PaymentStatus>,
  );
  expect(shownPhase(container)).toBe("payable");
  expect(slot(container, "amount-value")?.textContent).toBe("1,200円");
  expect(screen.queryByRole("img")).toBeNull();
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByRole("link", { name: "Orders" })).toBeTruthy();
  await pass(100);
  expect(shop.looks()).toBe(1);
  shop.view = completed(shop.view);
  await pass(3_000);
  expect(shownPhase(container)).toBe("completed");
  expect(onComplete).toHaveBeenCalledTimes(1);
  expect(shop.posts()).toBe(0);
});

test("a payment that is already over asks nothing and tells onComplete once", async () => {
  const shop = createScriptedShop();
  const onComplete = vi.fn();
  const grant = { token: "tok", payment: completed(shop.view) };
  const { change } = renderShop(shop, <PaymentStatus payment={grant} onComplete={onComplete} />);
  await pass(60_000);
  change(<PaymentStatus payment={{ ...grant }} onComplete={onComplete} />);
  await pass(60_000);
  expect(shop.sent).toEqual([]);
  expect(onComplete).toHaveBeenCalledTimes(1);
});

test("a returning shopper is picked up from the address, which is cleaned and survives a reload", async () => {
  const shop = createScriptedShop();
  shop.view = completed(shop.view);
  history.replaceState(
    { router: "the shop's" },
    "",
    `/thanks?a=1&kaikei_payment=${shop.view.id}&kaikei_token=view#top`,
  );
  const first = renderShop(shop, <PaymentStatus />);
  expect(shownPhase(first.container)).toBe("checking");
  await pass(100);
  await pass(100);
  expect(shop.sent).toMatchObject([
    { path: `/api/kaikei/payments/${shop.view.id}?returned`, authorization: "Bearer view" },
  ]);
  expect(shownPhase(first.container)).toBe("completed");
  expect(location.pathname + location.search + location.hash).toBe("/thanks?a=1#top");
  expect(history.state).toMatchObject({ router: "the shop's" });

  cleanup();
  const again = renderShop(shop, <PaymentStatus />);
  await pass(100);
  expect(shownPhase(again.container)).toBe("completed");
});

test("Next's mark on the history entry is left out, so that its router learns of the new address", async () => {
  const shop = createScriptedShop();
  history.replaceState(
    { __NA: true, tree: 1 },
    "",
    `/thanks?kaikei_payment=${shop.view.id}&kaikei_token=view`,
  );
  const replaced = vi.spyOn(history, "replaceState");
  renderShop(shop, <PaymentStatus />);
  await pass(100);
  expect(replaced.mock.calls.map(([state]) => state)).toEqual([
    { tree: 1, kaikei: { id: shop.view.id, token: "view" } },
  ]);
});

test("without any payment it says that there is none", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PaymentStatus />);
  await pass(100);
  expect(shownPhase(container)).toBe("error");
  expect(slot(container, "status-text")?.textContent).toContain("お支払いが見つかりません");
  expect(shop.sent).toEqual([]);
});

test("a look that fails before anything is known goes on by itself", async () => {
  const shop = createScriptedShop();
  shop.next.push(() => Promise.reject(new TypeError("offline")));
  const { container } = renderShop(shop, <PaymentStatus payment={{ id: shop.view.id, token: "tok" }} />);
  await pass(100);
  expect(shownPhase(container)).toBe("checking");
  expect(slot(container, "status-trouble")).not.toBeNull();
  await pass(10_000);
  expect(shownPhase(container)).toBe("payable");
});

test("a token of another shop is an error, and nothing is asked again", async () => {
  const shop = createScriptedShop();
  shop.next.push(() => errorResponse(401, "token_invalid", false));
  const { container } = renderShop(shop, <PaymentStatus payment={{ id: shop.view.id, token: "bad" }} />);
  await pass(60_000);
  expect(shownPhase(container)).toBe("error");
  expect(shop.looks()).toBe(1);
});

test("an expired payment sends the shopper back to the shop: there is no button here", async () => {
  const shop = createScriptedShop();
  const grant = { token: "tok", payment: ended(shop.view, "expired") };
  const { container } = renderShop(shop, <PaymentStatus payment={grant} />, { locale: "en" });
  expect(slot(container, "status-text")?.textContent).toBe(
    "Nothing has been paid yet. Please start again from the shop's page.",
  );
});

// 19:05 in Japan, wherever the page is looked at.
const until = Date.UTC(2026, 10, 21, 10, 5);

test.each([
  ["approving", { nextAction: { kind: "approve", url: "https://a.example/1", until } }, "by Nov 21, 7:05 PM"],
  ["approving", { nextAction: { kind: "approve", url: null, until: null } }, "approve the payment."],
  ["approving", { status: "authorized", nextAction: { kind: "approve", url: null, until } }, "approve"],
  ["requested", { nextAction: { kind: "open_wallet", until } }, "pay the request by Nov 21, 7:05 PM"],
  ["requested", { nextAction: { kind: "open_wallet", until: null } }, "pay the request."],
  ["authorized", { status: "authorized", nextAction: null }, "charged when the shop confirms"],
  ["authorized", { status: "authorized", nextAction: null, holdExpiresAt: until }, "by Nov 21, 7:05 PM"],
  ["charging", { status: "created", method: "linked_account", nextAction: null }, "not be charged twice"],
  ["charging", { method: "recurring", nextAction: null, expiresAt: null }, "not be charged twice"],
] as const)("%s: %o is told in words of its own", async (phase, over, words) => {
  const shop = createScriptedShop(over);
  const grant = { token: "tok", payment: shop.view };
  const { container } = renderShop(shop, <PaymentStatus payment={grant} />, { locale: "en" });
  await pass(100);
  expect(shownPhase(container)).toBe(phase);
  expect(slot(container, "status-text")?.textContent?.replace(/\s/g, " ")).toContain(words);
});

test("where PayPay gives an address to approve at, it is a link; a script is none", async () => {
  const at = (url: string) => ({ nextAction: { kind: "approve", url, until: null } }) as const;
  const shop = createScriptedShop(at("https://a.example/1"));
  renderShop(shop, <PaymentStatus payment={{ id: shop.view.id, token: "tok" }} />);
  await pass(100);
  const link = screen.getByRole("link", { name: "PayPayで承認する" });
  expect(link.getAttribute("href")).toBe("https://a.example/1");
  cleanup();

  const hostile = createScriptedShop(at("javascript:alert(1)"));
  const { container } = renderShop(
    hostile,
    <PaymentStatus payment={{ id: hostile.view.id, token: "tok" }} />,
  );
  await pass(100);
  expect(shownPhase(container)).toBe("approving");
  expect(screen.queryByRole("link")).toBeNull();
});

test("a refund is told with its amount", async () => {
  const shop = createScriptedShop();
  const grant = { token: "tok", payment: { ...completed(shop.view), refunded: 500 } };
  const { container } = renderShop(shop, <PaymentStatus payment={grant} />);
  expect(slot(container, "status-text")?.textContent).toBe("500円を返金しました。");
});

test("what was taken is the amount, where it is less or more than what was held", () => {
  for (const captured of [1000, 1500]) {
    const grant = { token: "tok", payment: { ...completed(createScriptedShop().view), captured } };
    const { container } = renderShop(createScriptedShop(), <PaymentStatus payment={grant} />);
    expect(slot(container, "amount-value")?.textContent).toBe(captured === 1000 ? "1,000円" : "1,500円");
    cleanup();
  }
});
