import { cleanup, fireEvent, screen } from "@testing-library/react";
import { SWRConfig } from "swr";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PayPayQr } from "../tags/paypay-qr.tsx";
import { hostileSwr } from "../testing/hostile-swr.ts";
import { pass, renderShop, setHidden, shownPhase, slot, tell } from "../testing/render-shop.tsx";
import { answerLater, errorResponse } from "../testing-kit/answers.ts";
import { createScriptedShop } from "../testing-kit/create-scripted-shop.ts";
import { completed, ended, serverStart } from "../testing-kit/views.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("polls at the server's pace, with the token, and stops at the end", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  expect(shop.looks()).toBe(0);
  await pass(2_900);
  expect(shop.looks()).toBe(0);
  await pass(200);
  expect(shop.looks()).toBe(1);
  expect(shop.sent.at(-1)).toMatchObject({
    path: `/api/kaikei/payments/${shop.view.id}`,
    authorization: "Bearer tok",
  });
  shop.view = completed({ ...shop.view, pollAfterMs: 10_000 });
  await pass(3_000);
  expect(shop.looks()).toBe(2);
  expect(shownPhase(container)).toBe("completed");
  await pass(600_000);
  await setHidden(true);
  await setHidden(false);
  await pass(600_000);
  expect(shop.looks()).toBe(2);
});

test("a code that is still being made is asked for soon", async () => {
  const shop = createScriptedShop();
  const made = shop.view;
  shop.view = { ...made, status: "created", nextAction: null, expiresAt: null, pollAfterMs: 500 };
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  expect(shownPhase(container)).toBe("starting");
  shop.view = { ...made, version: 2 };
  await pass(500);
  expect(shownPhase(container)).toBe("payable");
});

test("one look at a time: a slow answer is waited for", async () => {
  const shop = createScriptedShop();
  renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  shop.next.push(() => new Promise((resolve) => setTimeout(() => resolve(Response.json(shop.view)), 15_000)));
  await pass(12_000);
  await tell(window, new Event("focus"));
  await pass(5_000);
  expect(shop.looks()).toBe(1);
});

test("a hidden tab asks nothing, and looks at once on return", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  await setHidden(true);
  await pass(60_000);
  expect(shop.looks()).toBe(0);
  shop.view = completed(shop.view);
  await setHidden(false);
  await tell(window, new Event("focus"));
  await pass(10);
  expect(shop.looks()).toBe(1);
  expect(shownPhase(container)).toBe("completed");
});

test("a look on return says so to the server, which may then look ahead of time; the poll after it does not", async () => {
  const shop = createScriptedShop();
  renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  await pass(3_000);
  await setHidden(true);
  await pass(60_000);
  await setHidden(false);
  await pass(10);
  await pass(3_000);
  const path = `/api/kaikei/payments/${shop.view.id}`;
  const looks = shop.sent.filter(({ method }) => method === "GET");
  expect(looks.map((look) => look.path)).toEqual([path, `${path}?returned`, path]);
});

test("a code that runs out in a hidden tab is asked about on return, not before", async () => {
  const shop = createScriptedShop({ expiresAt: serverStart + 20_000 });
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  await setHidden(true);
  await pass(60_000);
  expect(shop.looks()).toBe(0);
  expect(shownPhase(container)).toBe("checking");
  shop.view = ended(shop.view, "expired");
  await setHidden(false);
  await pass(10);
  expect(shop.looks()).toBe(1);
  expect(shownPhase(container)).toBe("expired");
});

test("a page that the back button brings back looks at once", async () => {
  const shop = createScriptedShop();
  renderShop(shop, <PayPayQr order="order-1" />);
  await pass(100);
  const event = new Event("pageshow");
  Object.defineProperty(event, "persisted", { value: true });
  await tell(window, event);
  await pass(10);
  expect(shop.looks()).toBe(1);
});

test("backs off while looks fail, keeps the code on the screen, and says so", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  const fail = () => Promise.reject(new TypeError("Failed to fetch"));
  shop.next.push(fail, fail, fail);
  await pass(3_000);
  expect(shownPhase(container)).toBe("payable");
  expect(slot(container, "status-trouble")?.textContent).toContain("接続が不安定です");
  await pass(6_000 + 12_000);
  const times = shop.sent.filter(({ method }) => method === "GET").map(({ at }) => at);
  expect(times.map((at, index) => at - (times[index - 1] ?? at))).toEqual([0, 6_000, 12_000]);
  await pass(24_000);
  expect(shop.looks()).toBe(4);
  expect(slot(container, "status-trouble")).toBeNull();
});

test("Retry-After is honoured, also when the shopper comes back earlier", async () => {
  const shop = createScriptedShop();
  renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  shop.next.push(() => errorResponse(503, "provider_busy", true, { "retry-after": "40" }));
  await pass(3_000);
  expect(shop.looks()).toBe(1);
  await pass(10_000);
  await setHidden(true);
  await setHidden(false);
  await pass(29_000);
  expect(shop.looks()).toBe(1);
  await pass(1_500);
  expect(shop.looks()).toBe(2);
});

test("the request under way is aborted on unmount", async () => {
  const shop = createScriptedShop();
  const { unmount } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  shop.next.push(() => answerLater().promise);
  await pass(3_000);
  expect(shop.sent.at(-1)?.signal?.aborted).toBe(false);
  unmount();
  await pass(0);
  expect(shop.sent.at(-1)?.signal?.aborted).toBe(true);
  await pass(60_000);
  expect(shop.looks()).toBe(1);
});

test("a token that is not taken any more is replaced by another try, and polling goes on", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  shop.next.push(() => errorResponse(401, "token_expired", false));
  await pass(3_000);
  expect(shownPhase(container)).toBe("error");
  await pass(60_000);
  expect(shop.looks()).toBe(1);
  shop.next.push(() =>
    Response.json({ token: "tok2", payment: { ...shop.view, serverTime: serverStart + 63_000 } }),
  );
  fireEvent.click(screen.getByRole("button", { name: "もう一度試す" }));
  await pass(0);
  expect(shownPhase(container)).toBe("payable");
  await pass(3_000);
  expect(shop.sent.at(-1)?.authorization).toBe("Bearer tok2");
});

test("an older answer never replaces a newer one", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  const old = shop.view;
  shop.view = { ...old, version: 5, retiring: true };
  await pass(3_000);
  expect(shownPhase(container)).toBe("retiring");
  shop.view = { ...old, version: 4 };
  await pass(3_000);
  expect(shop.looks()).toBe(2);
  expect(shownPhase(container)).toBe("retiring");
});

test("an existing payment from the server needs no POST, and is looked at once for what is new", async () => {
  const shop = createScriptedShop();
  renderShop(shop, <PayPayQr order="order-1" payment={{ token: "server", payment: shop.view }} />);
  expect(screen.getByRole("img")).toBeTruthy();
  await pass(100);
  expect(shop.posts()).toBe(0);
  expect(shop.looks()).toBe(1);
});

test("the shop's own SWR settings do not reach it", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(
    shop,
    <SWRConfig value={hostileSwr()}>
      <PayPayQr order="order-1" />
    </SWRConfig>,
  );
  await pass(0);
  await pass(3_000);
  expect(shop.looks()).toBe(1);
  await setHidden(true);
  await pass(60_000);
  expect(shop.looks()).toBe(1);
  shop.view = completed(shop.view);
  await setHidden(false);
  await pass(10);
  expect(shop.looks()).toBe(2);
  expect(shownPhase(container)).toBe("completed");
});
