import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pass, renderShop, setHidden, shownPhase, slot } from "../testing/render-shop.tsx";
import { errorResponse } from "../testing-kit/answers.ts";
import { createScriptedShop, type ShopScript } from "../testing-kit/create-scripted-shop.ts";
import { completed, ended } from "../testing-kit/views.ts";
import { PayPayKiosk, type PayPayKioskProps } from "./paypay-kiosk.tsx";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function show(shop: ShopScript, props: Partial<PayPayKioskProps> = {}) {
  const onReturn = vi.fn();
  const tag = <PayPayKiosk order="order-1" onReturn={onReturn} {...props} />;
  const view = renderShop(shop, tag, { locale: "en" });
  await pass(0);
  return { ...view, onReturn };
}

/** The server says that the code has expired; what is asked for next is another one. */
async function expire(shop: ShopScript) {
  const before = shop.view;
  shop.view = ended(before, "expired");
  shop.next.push(() => {
    shop.view = { ...before, id: `${before.id}x` };
    return Response.json(ended(before, "expired"));
  });
  await pass(3_000);
}

test("code and amount fill the card on every device; no link, since nobody pays on it", async () => {
  const shop = createScriptedShop({ device: "phone" });
  const { container } = await show(shop);
  expect(slot(container, "paypay-kiosk")?.dataset.status).toBe("payable");
  expect(slot(container, "qr-code")?.parentElement).toBe(slot(container, "paypay-kiosk"));
  expect(slot(container, "status-text")?.textContent).toBe("Scan the QR code with the PayPay app.");
  expect(slot(container, "amount-value")?.textContent).toBe("¥1,200");
  expect(screen.queryByRole("link")).toBeNull();
});

test("a code that has expired is replaced by itself, one request each, once the server says that it is over", async () => {
  const shop = createScriptedShop();
  const { container } = await show(shop);
  expect(shop.posts()).toBe(1);
  await expire(shop);
  await pass(100);
  expect(shop.posts()).toBe(2);
  expect(shownPhase(container)).toBe("payable");
  await expire(shop);
  await pass(100);
  expect(shop.posts()).toBe(3);
  await pass(20_000);
  expect(shop.posts()).toBe(3);
});

test("a code whose time is over is not replaced before the server has found out what became of it", async () => {
  const shop = createScriptedShop({ expiresAt: 5_001_000 });
  const { container } = await show(shop);
  await pass(60_000);
  expect(shownPhase(container)).toBe("checking");
  expect(shop.posts()).toBe(1);
});

test("while the page is hidden no code is asked for; on return there is a new one", async () => {
  const shop = createScriptedShop();
  const { container } = await show(shop);
  const before = shop.view;
  shop.view = ended(before, "expired");
  // The answer comes when nobody looks any more.
  let answer: (response: Response) => void = () => undefined;
  shop.next.push(() => new Promise((resolve) => (answer = resolve)));
  await pass(3_000);
  await setHidden(true);
  answer(Response.json(shop.view));
  await pass(60_000);
  expect(shop.posts()).toBe(1);
  shop.view = { ...before, id: `${before.id}x` };
  await setHidden(false);
  await pass(100);
  expect(shop.posts()).toBe(2);
  expect(shownPhase(container)).toBe("payable");
});

test("after maxRenewals it waits for a tap, which gives as many again", async () => {
  const shop = createScriptedShop();
  const { container } = await show(shop, { maxRenewals: 1 });
  await expire(shop);
  await pass(100);
  expect(screen.queryByRole("button", { name: "Show a new QR code" })).toBeNull();
  await expire(shop);
  await pass(600_000);
  expect(shownPhase(container)).toBe("expired");
  expect(shop.posts()).toBe(2);
  fireEvent.click(screen.getByRole("button", { name: "Show a new QR code" }));
  await pass(100);
  expect(shop.posts()).toBe(3);
  await expire(shop);
  await pass(100);
  expect(shop.posts()).toBe(4);
});

test("a start that failed for a moment is tried again by itself; one that needs somebody is not", async () => {
  const shop = createScriptedShop();
  shop.next.push(() => errorResponse(503, "provider_busy", true));
  const { container } = await show(shop);
  expect(shownPhase(container)).toBe("error");
  await pass(10_000);
  expect(shownPhase(container)).toBe("payable");
  cleanup();

  const closed = createScriptedShop();
  closed.next.push(() => errorResponse(404, "order_not_found", false));
  await show(closed, { order: "order-2" });
  await pass(60_000);
  expect(closed.posts()).toBe(1);
  expect(screen.getByRole("button", { name: "Reload the page" })).toBeTruthy();
});

test("the result stays for returnAfter, then onReturn is called once, the latest one", async () => {
  const shop = createScriptedShop();
  const onComplete = vi.fn();
  const { container, change, onReturn } = await show(shop, { returnAfter: 5_000, onComplete });
  const latest = vi.fn();
  change(<PayPayKiosk order="order-1" onReturn={latest} returnAfter={5_000} onComplete={onComplete} />, {
    locale: "en",
  });
  shop.view = completed(shop.view);
  await pass(3_000);
  expect(shownPhase(container)).toBe("completed");
  expect(slot(container, "kiosk-returning")?.textContent).toBe("Going back to the start in a moment.");
  expect(onComplete).toHaveBeenCalledTimes(1);
  await pass(4_900);
  expect(latest).not.toHaveBeenCalled();
  await pass(100);
  expect(latest).toHaveBeenCalledTimes(1);
  change(<PayPayKiosk order="order-1" onReturn={latest} returnAfter={1_000} />, { locale: "en" });
  await pass(60_000);
  expect(latest).toHaveBeenCalledTimes(1);
  expect(onReturn).not.toHaveBeenCalled();
});

test("eight seconds unless told, and after a cancel, too", async () => {
  const shop = createScriptedShop();
  const { onReturn } = await show(shop);
  shop.view = ended(shop.view, "canceled");
  await pass(3_000);
  await pass(7_900);
  expect(onReturn).not.toHaveBeenCalled();
  await pass(100);
  expect(onReturn).toHaveBeenCalledTimes(1);
});

test("the next order begins anew, with its own result", async () => {
  const shop = createScriptedShop();
  const { container, change, onReturn } = await show(shop);
  shop.view = completed(shop.view);
  await pass(3_000);
  await pass(8_000);
  shop.view = { ...createScriptedShop().view, order: "order-2" };
  change(<PayPayKiosk order="order-2" onReturn={onReturn} />, { locale: "en" });
  await pass(100);
  expect(shownPhase(container)).toBe("payable");
  shop.view = completed(shop.view);
  await pass(3_000);
  await pass(8_000);
  expect(onReturn).toHaveBeenCalledTimes(2);
});

test("who takes it away meanwhile is not called back", async () => {
  const shop = createScriptedShop();
  const { unmount, onReturn } = await show(shop);
  shop.view = completed(shop.view);
  await pass(3_000);
  unmount();
  await pass(60_000);
  expect(onReturn).not.toHaveBeenCalled();
});

test("a changed revision takes the old code off the screen; the amount beside it is what may be charged", async () => {
  const shop = createScriptedShop();
  const kiosk = (revision: number, value: number) => (
    <PayPayKiosk order="order-1" onReturn={vi.fn()} revision={revision} amount={{ value, currency: "JPY" }} />
  );
  const { container, change } = renderShop(shop, kiosk(1, 1200));
  await pass(0);
  change(kiosk(2, 1500));
  expect(shownPhase(container)).toBe("starting");
  await pass(0);
  const asked = shop.sent.filter(({ method }) => method === "POST").map(({ body }) => body);
  expect(asked).toEqual([
    { order: "order-1", expected: { value: 1200, currency: "JPY" } },
    { order: "order-1", expected: { value: 1500, currency: "JPY" } },
  ]);
  expect(slot(container, "paypay-kiosk")?.hasAttribute("revision")).toBe(false);
});

test("a changed revision while PayPay is slow to withdraw the old code: its end is no result, and the new code comes", async () => {
  const shop = createScriptedShop();
  const onReturn = vi.fn();
  const kiosk = (revision: number) => <PayPayKiosk order="order-1" onReturn={onReturn} revision={revision} />;
  const { container, change } = renderShop(shop, kiosk(1));
  await pass(0);
  const before = shop.view;
  shop.view = { ...before, retiring: true, nextAction: null };
  change(kiosk(2));
  await pass(3_000);
  expect(shownPhase(container)).toBe("retiring");
  shop.next.push(() => {
    shop.view = { ...before, id: `${before.id}x` };
    return Response.json(ended(before, "canceled"));
  });
  await pass(3_000);
  expect([shownPhase(container), shop.posts()]).toEqual(["payable", 3]);
  await pass(20_000);
  expect(onReturn).not.toHaveBeenCalled();
});

test("codes that are over before they can be scanned are asked for ever more rarely, until one can be", async () => {
  const shop = createScriptedShop();
  const code = shop.view;
  let codes = 0;
  const answerOver = () => {
    codes += 1;
    return Response.json({ token: "tok", payment: ended({ ...code, id: `pay_over_${codes}` }, "expired") });
  };
  shop.next.push(answerOver, answerOver, answerOver, answerOver);
  const { container } = await show(shop);
  const asked = () => shop.sent.map(({ at }) => Math.round((at - (shop.sent[0]?.at ?? 0)) / 1000));
  for (let second = 0; second < 141; second += 1) await pass(1_000);
  expect(shownPhase(container)).toBe("payable");
  expect(asked().slice(0, 5)).toEqual([0, 0, 21, 61, 141]);
  const before = shop.posts();
  await expire(shop);
  await pass(100);
  expect(shop.posts()).toBe(before + 1);
});
