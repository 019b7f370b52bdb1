import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { SWRConfig } from "swr";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LinkAccountButton } from "../tags/link-account-button.tsx";
import { PayPayButton } from "../tags/paypay-button.tsx";
import { hostileSwr } from "../testing/hostile-swr.ts";
import { pass, renderShop, setHidden, slot } from "../testing/render-shop.tsx";
import { answerLater, errorResponse } from "../testing-kit/answers.ts";
import { createScriptedShop, type ShopScript } from "../testing-kit/create-scripted-shop.ts";
import { accountView, linkedAccount, serverStart } from "../testing-kit/views.ts";

const assign = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
  vi.stubGlobal("location", { assign, href: location.href, pathname: "/settings", search: "" });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
  assign.mockReset();
});

const button = (name: string) => screen.getByRole("button", { name });
const looks = (shop: ShopScript) => shop.sent.filter(({ method }) => method === "GET").length;
const posts = (shop: ShopScript) =>
  shop.sent.filter(({ method }) => method === "POST").map(({ path }) => path);
const status = (container: HTMLElement) => slot(container, "link-account")?.dataset.status;

/** What `POST /account/link` answers. */
const begun = () =>
  Response.json({
    url: "https://wallet.example/link?id=late",
    attempt: "att_late",
    expiresAt: serverStart + 600_000,
    serverTime: serverStart,
  });

test("the shop's own SWR settings do not reach <LinkAccountButton>", async () => {
  const shop = createScriptedShop();
  const settings = hostileSwr();
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
    <SWRConfig value={hostileSwr()}>
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

const waiting = { attempt: "att_9", maskedPhone: "*******9876" };

test("an account that is not hers is not asked about again, whatever she taps then", async () => {
  const shop = createScriptedShop();
  shop.account = accountView({ confirmation: waiting });
  const settings = { basePath: shop.basePath, locale: "en" };
  const { container } = renderShop(shop, <LinkAccountButton />, settings);
  await pass(0);
  fireEvent.click(button("That is not mine"));
  fireEvent.click(button("Link with your phone"));
  await pass(0);
  expect(status(container)).toBe("scanning");
  expect(screen.getByRole("img", { name: /QR code/ })).toBeTruthy();
  fireEvent.click(button("Close the QR code"));
  expect(status(container)).toBe("not_linked");
  shop.next.push(() => errorResponse(503, "provider_unreachable", true));
  fireEvent.click(button("Link PayPay"));
  await pass(0);
  expect(status(container)).toBe("not_linked");
  fireEvent.click(button("Link PayPay"));
  await pass(0);
  await act(async () => void dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true })));
  await pass(0);
  expect(status(container)).toBe("not_linked");
  // Another attempt is another question.
  shop.account = accountView({ confirmation: { ...waiting, attempt: "att_10" } });
  await act(async () => void dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true })));
  await pass(0);
  expect(status(container)).toBe("confirm");
});

test("a code that she closes while it is being fetched leaves the way free: her next tap is done at once", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <LinkAccountButton />, { basePath: shop.basePath, locale: "en" });
  await pass(0);
  const slow = answerLater();
  shop.next.push(() => slow.promise);
  fireEvent.click(button("Link with your phone"));
  await pass(0);
  fireEvent.click(button("Close the QR code"));
  fireEvent.click(button("Link PayPay"));
  await pass(0);
  expect(posts(shop)).toHaveLength(2);
  expect(assign.mock.calls).toEqual([["https://wallet.example/link?id=1"]]);
  slow.resolve(begun());
  await pass(0);
  expect(status(container)).toBe("leaving");
});

test("of a code that is asked for again the first answer, which is late, is not shown", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <LinkAccountButton />, { basePath: shop.basePath, locale: "en" });
  await pass(0);
  const [first, second] = [answerLater(), answerLater()];
  shop.next.push(
    () => first.promise,
    () => second.promise,
  );
  fireEvent.click(button("Link with your phone"));
  await pass(0);
  fireEvent.click(button("Close the QR code"));
  fireEvent.click(button("Link with your phone"));
  await pass(0);
  first.resolve(errorResponse(503, "provider_unreachable", true));
  await pass(0);
  expect([status(container), slot(container, "status-trouble")]).toEqual(["scanning", null]);
  second.resolve(begun());
  await pass(0);
  expect(screen.getByRole("img", { name: /QR code/ })).toBeTruthy();
});

async function showTo(customer: string) {
  const shop = createScriptedShop();
  const settings = { basePath: shop.basePath, locale: "en" };
  const view = renderShop(shop, <LinkAccountButton />, { ...settings, customer });
  await pass(0);
  const signIn = (other: string) => view.change(<LinkAccountButton />, { ...settings, customer: other });
  return { ...view, shop, signIn };
}

test("another customer who signs in does not see the code of the first one, nor does it come back with her", async () => {
  const { container, signIn, shop } = await showTo("aoi");
  fireEvent.click(button("Link with your phone"));
  await pass(0);
  expect(screen.getByRole("img", { name: /QR code/ })).toBeTruthy();
  signIn("ren");
  expect(screen.queryByRole("img")).toBeNull();
  await pass(0);
  expect(status(container)).toBe("not_linked");
  const before = looks(shop);
  await pass(30_000);
  expect(looks(shop)).toBe(before);
  signIn("aoi");
  await pass(0);
  expect(status(container)).toBe("not_linked");
});

test("another customer who signs in does not see what the first one was refused", async () => {
  const { container, signIn, shop } = await showTo("aoi");
  shop.next.push(() => errorResponse(503, "provider_unreachable", true));
  fireEvent.click(button("Link with your phone"));
  await pass(0);
  expect(slot(container, "status-trouble")).not.toBeNull();
  signIn("ren");
  await pass(0);
  expect(slot(container, "status-trouble")).toBeNull();
});

test("another customer who signs in is not taken to PayPay for the first one, and may link at once", async () => {
  const { container, signIn, shop } = await showTo("aoi");
  const slow = answerLater();
  shop.next.push(() => slow.promise);
  fireEvent.click(button("Link PayPay"));
  await pass(0);
  signIn("ren");
  await pass(0);
  slow.resolve(begun());
  await pass(0);
  expect([assign.mock.calls, status(container)]).toEqual([[], "not_linked"]);
  fireEvent.click(button("Link PayPay"));
  await pass(0);
  expect(assign).toHaveBeenCalledTimes(1);
});

test("what an unlinking of the first customer brings is not shown to the next one", async () => {
  const shop = createScriptedShop();
  shop.account = linkedAccount();
  const settings = { basePath: shop.basePath, locale: "en" };
  const { container, change } = renderShop(shop, <LinkAccountButton />, { ...settings, customer: "aoi" });
  await pass(0);
  const slow = answerLater();
  shop.next.push(() => slow.promise);
  fireEvent.click(button("Unlink"));
  fireEvent.click(slot(container, "unlink-yes") ?? container);
  await pass(0);
  change(<LinkAccountButton />, { ...settings, customer: "ren" });
  await pass(0);
  expect(status(container)).toBe("linked");
  slow.resolve(Response.json(accountView({ status: "ended", endedBecause: "unlinked" })));
  await pass(0);
  expect(status(container)).toBe("linked");
});

test("a card that is gone when the account is unlinked leaves the others knowing it", async () => {
  const shop = createScriptedShop();
  shop.account = linkedAccount();
  const settings = { basePath: shop.basePath, locale: "en" };
  const pay = <PayPayButton key="pay" order="order-1" />;
  const both = [pay, <LinkAccountButton key="link" />];
  const { container, change } = renderShop(shop, both, settings);
  await pass(0);
  const slow = answerLater();
  shop.next.push(() => slow.promise);
  fireEvent.click(button("Unlink"));
  fireEvent.click(slot(container, "unlink-yes") ?? container);
  await pass(0);
  change([pay], settings);
  slow.resolve(Response.json(accountView({ status: "ended", endedBecause: "unlinked" })));
  await pass(0);
  expect(screen.getAllByRole("button").map(({ textContent }) => textContent)).toEqual(["Pay with PayPay"]);
});

/** She taps, and the page that was asked for does not come. */
async function leave() {
  const shop = createScriptedShop();
  const view = renderShop(shop, <LinkAccountButton />, { basePath: shop.basePath, locale: "en" });
  await pass(0);
  fireEvent.click(button("Link PayPay"));
  await pass(0);
  expect(assign).toHaveBeenCalledTimes(1);
  expect(status(view.container)).toBe("leaving");
  return { ...view, shop };
}

test("a page that PayPay's does not take the place of is usable again after ten seconds, and looks", async () => {
  const { container, shop } = await leave();
  const before = looks(shop);
  await pass(9_000);
  expect(status(container)).toBe("leaving");
  shop.account = linkedAccount();
  await pass(2_000);
  expect(status(container)).toBe("linked");
  expect(looks(shop)).toBe(before + 1);
});

test("who comes back to the page from the app can go on at once", async () => {
  const { container, shop } = await leave();
  await setHidden(true);
  expect(status(container)).toBe("leaving");
  shop.account = linkedAccount();
  await setHidden(false);
  await pass(0);
  expect(status(container)).toBe("linked");
});

test("a page that is on its way out stays as it is, however long that takes", async () => {
  const { container, shop } = await leave();
  const before = looks(shop);
  await act(async () => void dispatchEvent(new Event("pagehide")));
  await pass(60_000);
  expect([status(container), looks(shop)]).toEqual(["leaving", before]);
});

test("what she does after a page that did not come is not ended with it", async () => {
  const { container } = await leave();
  await setHidden(true);
  await setHidden(false);
  fireEvent.click(button("Link with your phone"));
  await pass(0);
  await pass(30_000);
  expect(status(container)).toBe("scanning");
});
