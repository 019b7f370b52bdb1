import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pass, renderShop, shownPhase, slot } from "../testing/render-shop.tsx";
import { answerLater, errorResponse } from "../testing-kit/answers.ts";
import { createScriptedShop } from "../testing-kit/create-scripted-shop.ts";
import { completed, ended, serverStart } from "../testing-kit/views.ts";
import { PaymentStatus } from "./payment-status.tsx";
import { PayPayQr } from "./paypay-qr.tsx";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("StrictMode mounts twice: one POST, with the order and nothing else", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  expect(shownPhase(container)).toBe("starting");
  await pass(0);
  expect(shop.sent.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
    { method: "POST", path: "/api/kaikei/payments", body: { order: "order-1" } },
  ]);
  expect(shownPhase(container)).toBe("payable");
});

test("two tags for one order share the POST and the polling", async () => {
  const shop = createScriptedShop();
  renderShop(
    shop,
    <>
      <PayPayQr order="order-1" />
      <PayPayQr order="order-1" />
    </>,
  );
  await pass(0);
  expect(screen.getAllByRole("img")).toHaveLength(2);
  expect(shop.posts()).toBe(1);
  await pass(3_000);
  expect(shop.looks()).toBe(1);
});

test("a remount joins the POST that is under way", async () => {
  const shop = createScriptedShop();
  const { change, container } = renderShop(shop, <PayPayQr order="order-1" />);
  change(null);
  change(<PayPayQr order="order-1" />);
  await pass(0);
  expect(shop.posts()).toBe(1);
  expect(shownPhase(container)).toBe("payable");
});

test("another order is another payment, and the late answer of the first one is not shown", async () => {
  const shop = createScriptedShop();
  const first = answerLater();
  shop.next.push(() => first.promise);
  const { change, container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  shop.view = { ...shop.view, order: "order-2", amount: { value: 500, currency: "JPY" } };
  change(<PayPayQr order="order-2" />);
  await pass(0);
  first.resolve(
    Response.json({
      token: "old",
      payment: { ...shop.view, id: "pay_old", amount: { value: 9, currency: "JPY" } },
    }),
  );
  await pass(0);
  expect(slot(container, "amount-value")?.textContent).toBe("500円");
});

test("onComplete is called once per mount, and it is the latest one", async () => {
  const shop = createScriptedShop();
  const stale = vi.fn();
  const latest = vi.fn();
  const { change } = renderShop(shop, <PayPayQr order="order-1" onComplete={stale} />);
  await pass(0);
  change(<PayPayQr order="order-1" onComplete={latest} />);
  shop.view = completed(shop.view);
  await pass(3_000);
  change(<PayPayQr order="order-1" onComplete={() => latest()} />);
  await pass(60_000);
  expect(stale).not.toHaveBeenCalled();
  expect(latest).toHaveBeenCalledTimes(1);
  expect(latest).toHaveBeenCalledWith(expect.objectContaining({ id: shop.view.id, status: "completed" }));
});

test("counts down by the server's clock and, at the end, asks what became of it", async () => {
  const shop = createScriptedShop({ expiresAt: serverStart + 90_000, pollAfterMs: 60_000 });
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  expect(slot(container, "countdown-time")?.textContent).toBe("1:30");
  await pass(61_000);
  expect(slot(container, "countdown-time")?.textContent).toBe("0:29");
  const before = shop.looks();
  await pass(29_100);
  expect(shop.looks()).toBe(before + 1);
  expect(shownPhase(container)).toBe("checking");
  expect(screen.queryByRole("img")).toBeNull();
});

test("an expired code becomes a new one in one tap, and a double tap sends one request", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  const first = shop.view;
  shop.view = ended(first, "expired");
  await pass(3_000);
  expect(shownPhase(container)).toBe("expired");
  shop.view = {
    ...first,
    id: `${first.id}_b`,
    nextAction: { kind: "scan_qr", url: "https://qr.example/b", deepLink: null },
  };
  const button = screen.getByRole("button", { name: "新しいQRコードを表示" });
  fireEvent.click(button);
  fireEvent.click(button);
  await pass(0);
  expect(shop.posts()).toBe(2);
  expect(shownPhase(container)).toBe("payable");
  expect(screen.getByRole("link").getAttribute("href")).toBe("https://qr.example/b");
  await pass(3_000);
  expect(shop.sent.at(-1)?.path).toBe(`/api/kaikei/payments/${first.id}_b`);
});

test("cancel withdraws the code: the code leaves at once, and the server says when it is over", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  shop.view = { ...shop.view, retiring: true, version: 2 };
  fireEvent.click(screen.getByRole("button", { name: "お支払いをやめる" }));
  expect(shownPhase(container)).toBe("retiring");
  expect(screen.queryByRole("img")).toBeNull();
  await pass(0);
  expect(shop.sent.at(-1)?.method).toBe("DELETE");
  expect(shownPhase(container)).toBe("retiring");
  shop.view = ended(shop.view, "canceled");
  await pass(3_000);
  expect(shownPhase(container)).toBe("canceled");
  expect(screen.getByRole("button", { name: "もう一度支払う" })).toBeTruthy();
});

test("a request that waits in her PayPay app can be withdrawn", async () => {
  const shop = createScriptedShop({ method: "request", nextAction: { kind: "open_wallet", until: null } });
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  expect(shownPhase(container)).toBe("requested");
  expect(screen.queryByRole("img")).toBeNull();
  shop.view = ended(shop.view, "canceled");
  fireEvent.click(screen.getByRole("button", { name: "お支払いをやめる" }));
  await pass(0);
  expect(shop.sent.at(-1)?.method).toBe("DELETE");
  expect(shownPhase(container)).toBe("canceled");
});

test("a payment that was paid a moment before the cancel is shown as paid", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  shop.next.push(() => errorResponse(409, "payment_not_cancelable", false));
  shop.view = completed(shop.view);
  fireEvent.click(screen.getByRole("button", { name: "お支払いをやめる" }));
  await pass(10);
  expect(shownPhase(container)).toBe("completed");
});

test("a refused cancel says why and leaves the code", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  shop.next.push(() => errorResponse(403, "forbidden", false));
  fireEvent.click(screen.getByRole("button", { name: "お支払いをやめる" }));
  await pass(4_000);
  expect(shownPhase(container)).toBe("payable");
  expect(slot(container, "status-trouble")?.textContent).toContain("この画面からは取り消せません");
});

test("a cancel that got lost can be asked for again, and the notice goes with the next answer", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  const fail = () => Promise.reject(new TypeError("Failed to fetch"));
  shop.next.push(fail, fail);
  fireEvent.click(screen.getByRole("button", { name: "お支払いをやめる" }));
  await pass(10);
  expect(shownPhase(container)).toBe("payable");
  expect(slot(container, "status-trouble")).not.toBeNull();
  await pass(6_000);
  expect(slot(container, "status-trouble")).toBeNull();
  expect(screen.getByRole("button", { name: "お支払いをやめる" })).toBeTruthy();
});

test("a failed start explains itself in the shopper's words, and another try works", async () => {
  const shop = createScriptedShop();
  shop.next.push(() => errorResponse(503, "provider_unreachable", true));
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  expect(shownPhase(container)).toBe("error");
  expect(slot(container, "status-text")?.textContent).toContain("つながりにくく");
  expect(container.textContent).not.toContain("developer");
  fireEvent.click(screen.getByRole("button", { name: "もう一度試す" }));
  await pass(0);
  expect(shownPhase(container)).toBe("payable");
  expect(shop.posts()).toBe(2);
});

test("locale, theme and amount change live, without another payment", async () => {
  const shop = createScriptedShop();
  const { container, change } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  const card = slot(container, "paypay-qr");
  expect(slot(container, "amount-value")?.textContent).toBe("1,200円");
  change(<PayPayQr order="order-1" />, {
    fetch: (input, init) => shop.fetch(input, init),
    locale: "en",
    theme: "dark",
    messages: { "cancel.label": "No thanks" },
  });
  expect(slot(container, "paypay-qr")).toBe(card);
  expect(card?.dataset.theme).toBe("dark");
  expect(card?.lang).toBe("en");
  expect(slot(container, "amount-value")?.textContent).toBe("¥1,200");
  expect(screen.getByRole("img", { name: "QR code to pay ¥1,200 with PayPay" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "No thanks" })).toBeTruthy();
  shop.view = { ...shop.view, amount: { value: 3000, currency: "JPY" }, version: 2 };
  await pass(3_000);
  expect(slot(container, "amount-value")?.textContent).toBe("¥3,000");
  expect(shop.posts()).toBe(1);
});

test("one live region speaks: on a change of status, at a minute and at half a minute", async () => {
  const shop = createScriptedShop({ expiresAt: serverStart + 63_000, pollAfterMs: 600_000 });
  const { container } = renderShop(
    shop,
    <PayPayQr order="order-1">
      <PaymentStatus />
    </PayPayQr>,
    { locale: "en" },
  );
  expect(container.querySelectorAll("[aria-live]")).toHaveLength(1);
  const spoken = () => screen.getByRole("status").textContent;
  expect(spoken()).toBe("");
  await pass(0);
  expect(spoken()).toBe("Waiting for your payment");
  await pass(2_000);
  expect(spoken()).toBe("Waiting for your payment");
  await pass(2_000);
  expect(spoken()).toBe("One minute left.");
  await pass(30_000);
  expect(spoken()).toBe("30 seconds left.");
  shop.view = completed(shop.view);
  await pass(30_000);
  expect(spoken()).toBe("Payment complete");
});

test("the focus goes to the result when it was inside, and stays where it is when it was not", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  act(() => screen.getByRole("link").focus());
  shop.view = completed(shop.view);
  await pass(3_000);
  expect(document.activeElement).toBe(slot(container, "status-title"));

  const other = createScriptedShop();
  renderShop(
    other,
    <>
      <input />
      <PayPayQr order="order-2" />
    </>,
  );
  await pass(0);
  act(() => screen.getByRole("textbox").focus());
  other.view = completed(other.view);
  await pass(3_000);
  expect(document.activeElement).toBe(screen.getByRole("textbox"));
});

test("on a phone the link comes first and the code waits behind a disclosure", async () => {
  const shop = createScriptedShop({ device: "phone" });
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  const link = screen.getByRole("link", { name: "PayPayで支払う" });
  expect(link.getAttribute("href")).toBe("https://qr.example/abc");
  expect(link.dataset.emphasis).toBe("primary");
  expect(slot(container, "other-device")?.contains(slot(container, "qr-code"))).toBe(true);
});

test("the test badge shows unless it is production", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  expect(slot(container, "test-badge")).not.toBeNull();
  shop.view = { ...shop.view, environment: "production", version: 2 };
  await pass(3_000);
  expect(slot(container, "test-badge")).toBeNull();
});
