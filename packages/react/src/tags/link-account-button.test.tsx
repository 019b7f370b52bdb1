import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pass, renderShop, setHidden, shownPhase, slot } from "../testing/render-shop.tsx";
import { answerLater, errorResponse } from "../testing-kit/answers.ts";
import { createScriptedShop, type ShopScript } from "../testing-kit/create-scripted-shop.ts";
import { accountView, linkedAccount } from "../testing-kit/views.ts";
import { LinkAccountButton, type LinkAccountButtonProps } from "./link-account-button.tsx";

const assign = vi.fn();
const page = location;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
  history.replaceState(null, "", "/settings?tab=pay");
  vi.stubGlobal("location", {
    assign,
    get href() {
      return page.href;
    },
    get pathname() {
      return page.pathname;
    },
    get search() {
      return page.search;
    },
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
  assign.mockReset();
  history.replaceState(null, "", "/");
});

async function show(shop: ShopScript, props: LinkAccountButtonProps = {}) {
  const view = renderShop(shop, <LinkAccountButton {...props} />, { basePath: shop.basePath, locale: "en" });
  await pass(0);
  return view;
}

const requests = (shop: ShopScript) =>
  shop.sent.map(
    ({ method, path, body }) => `${method} ${path.slice(shop.basePath.length)} ${JSON.stringify(body)}`,
  );
const looks = (shop: ShopScript) => shop.sent.filter(({ method }) => method === "GET").length;
const button = (name: string) => screen.getByRole("button", { name });
const text = (container: HTMLElement, name: string) => slot(container, name)?.textContent;

test("one look for two tags in StrictMode, and none of the two asks for more", async () => {
  const shop = createScriptedShop();
  const both = (
    <>
      <LinkAccountButton />
      <LinkAccountButton />
    </>
  );
  renderShop(shop, both, { basePath: shop.basePath });
  await pass(60_000);
  expect(requests(shop)).toEqual(["GET /account null"]);
  expect(screen.getAllByRole("button", { name: "PayPayと連携する" })).toHaveLength(2);
});

test("a double tap links once: one POST with the way back, then to PayPay in this window", async () => {
  const shop = createScriptedShop();
  const { container } = await show(shop);
  fireEvent.click(button("Link PayPay"));
  fireEvent.click(container);
  expect(shownPhase(container)).toBe("leaving");
  expect(screen.queryByRole("button")).toBeNull();
  await pass(0);
  expect(requests(shop).slice(1)).toEqual(['POST /account/link {"returnTo":"/settings?tab=pay"}']);
  expect(assign.mock.calls).toEqual([["https://wallet.example/link?id=1"]]);
});

test("two taps in one turn send one POST", async () => {
  const shop = createScriptedShop();
  await show(shop, { returnTo: "/checkout" });
  const link = button("Link PayPay");
  act(() => {
    link.click();
    link.click();
  });
  await pass(0);
  expect(requests(shop).slice(1)).toEqual(['POST /account/link {"returnTo":"/checkout"}']);
});

test("who leaves the page while the address is being fetched is not taken to PayPay", async () => {
  const shop = createScriptedShop();
  const { unmount } = await show(shop);
  const later = answerLater();
  shop.next.push(() => later.promise);
  fireEvent.click(button("Link PayPay"));
  await pass(0);
  unmount();
  later.resolve(Response.json({ url: "https://wallet.example/", attempt: "a", expiresAt: 9, serverTime: 1 }));
  await pass(0);
  expect(assign).not.toHaveBeenCalled();
});

test("an address that would run script is neither followed nor shown", async () => {
  const shop = createScriptedShop();
  const { container } = await show(shop);
  shop.next.push(() =>
    Response.json({ url: "javascript:alert(1)", attempt: "a", expiresAt: 9, serverTime: 1 }),
  );
  fireEvent.click(button("Link PayPay"));
  await pass(0);
  expect(assign).not.toHaveBeenCalled();
  expect(text(container, "status-trouble")).toContain("Something went wrong");
  expect(button("Link PayPay")).toBeTruthy();
});

test("back from PayPay's page by the back button: the page is usable again, and looks", async () => {
  const shop = createScriptedShop();
  const { container } = await show(shop);
  fireEvent.click(button("Link PayPay"));
  await pass(0);
  expect(shownPhase(container)).toBe("leaving");
  const back = Object.assign(new Event("pageshow"), { persisted: true });
  await act(async () => void dispatchEvent(back));
  await pass(0);
  expect(shownPhase(container)).toBe("not_linked");
  expect(looks(shop)).toBe(2);
});

test.each([
  ["linked", linkedAccount(), "Your PayPay account is now linked", "Linked account: *******1234", "Unlink"],
  ["declined", accountView(), "Nothing was linked", "start again at any time", "Link again"],
  ["expired", accountView(), "The time to link ran out", "link your account again", "Link again"],
  ["used", accountView(), "This link request is over", "link your account again", "Link again"],
  ["used", linkedAccount(), "Your PayPay account is linked", "*******1234", "Unlink"],
  ["wrong_customer", accountView(), "You are signed in as somebody else", "Nothing was linked", "Link again"],
  ["stranger", accountView({ status: "signed_out" }), "One more step", "confirm the account", "Sign in"],
  ["confirm", accountView({ status: "signed_out" }), "One more step", "confirm the account", "Sign in"],
  ["confirm", accountView(), "The time to link ran out", "link your account again", "Link again"],
  ["declined", linkedAccount(), "Nothing was linked", "Linked account: *******1234", "Unlink"],
  ["failed", accountView(), "Your account could not be linked", "link again", "Link again"],
  ["linked", accountView(), "Link your PayPay account", "Link it once", "Link PayPay"],
  ["<b>odd</b>", accountView(), "Link your PayPay account", "Link it once", "Link PayPay"],
])(
  "back with the outcome %s, the words and the next step are its own",
  async (outcome, account, title, words, next) => {
    const shop = createScriptedShop();
    shop.account = account;
    history.replaceState(
      { router: 1 },
      "",
      `/settings?tab=pay&kaikei_account=${outcome}&kaikei_attempt=a1#top`,
    );
    const { container } = await show(shop, { signInHref: "/sign-in" });
    expect(text(container, "status-title")).toBe(title);
    expect(text(container, "status-text")).toContain(words);
    expect(container.querySelector("[data-emphasis]")?.textContent).toBe(next);
    expect(page.pathname + page.search + page.hash).toBe("/settings?tab=pay#top");
    expect(history.state).toEqual({ router: 1 });

    cleanup();
    const again = await show(shop, {});
    expect(slot(again.container, "link-account")?.dataset.outcome).toBeUndefined();
  },
);

test("unlinking asks first: keeping it, by button or Escape, sends nothing and gives the focus back", async () => {
  const shop = createScriptedShop();
  shop.account = linkedAccount();
  const { container } = await show(shop);
  expect(text(container, "status-text")).toBe("Linked account: *******1234");
  for (const keep of [
    () => fireEvent.click(button("Keep it linked")),
    () => fireEvent.keyDown(button("Keep it linked"), { key: "Escape" }),
  ]) {
    act(() => button("Unlink").focus());
    fireEvent.click(button("Unlink"));
    expect(screen.getByRole("group", { name: "Unlink your PayPay account?" })).toBeTruthy();
    expect(document.activeElement).toBe(button("Keep it linked"));
    keep();
    expect(document.activeElement).toBe(button("Unlink"));
  }
  expect(requests(shop)).toEqual(["GET /account null"]);
});

test("unlinking, once meant, is one DELETE; the result is announced, has the focus, and offers to link again", async () => {
  const shop = createScriptedShop();
  shop.account = linkedAccount();
  const { container } = await show(shop);
  act(() => button("Unlink").focus());
  fireEvent.click(button("Unlink"));
  fireEvent.click(slot(container, "unlink-yes") ?? container);
  expect(shownPhase(container)).toBe("unlinking");
  expect(document.activeElement).toBe(slot(container, "status-title"));
  await pass(0);
  expect(requests(shop)).toEqual(["GET /account null", "DELETE /account null"]);
  expect(shownPhase(container)).toBe("ended");
  expect(screen.getByRole("status").textContent).toBe("Your PayPay account is no longer linked");
  expect(button("Link again")).toBeTruthy();
});

test("an unlink that was refused says so, and the account is shown as it is", async () => {
  const shop = createScriptedShop();
  shop.account = linkedAccount();
  const { container } = await show(shop);
  shop.next.push(() => errorResponse(503, "provider_unreachable", true));
  fireEvent.click(button("Unlink"));
  fireEvent.click(slot(container, "unlink-yes") ?? container);
  await pass(0);
  expect(shownPhase(container)).toBe("linked");
  expect(text(container, "status-trouble")).toContain("hard to reach");
  expect(text(container, "status-trouble")).not.toContain("developer");
});

test("a code for the phone is fetched when she asks for it, and the page asks until it has worked", async () => {
  const shop = createScriptedShop();
  const { container } = await show(shop);
  fireEvent.click(button("Link with your phone"));
  expect(shownPhase(container)).toBe("scanning");
  expect(screen.queryByRole("img")).toBeNull();
  await pass(0);
  expect(screen.getByRole("img", { name: "QR code to link PayPay with your phone" })).toBeTruthy();
  expect(requests(shop)[1]).toBe('POST /account/link {"returnTo":"/settings?tab=pay"}');
  expect(assign).not.toHaveBeenCalled();
  await pass(9_000);
  expect(looks(shop)).toBe(4);
  shop.account = linkedAccount();
  await pass(3_000);
  expect(text(container, "status-title")).toBe("Your PayPay account is now linked");
  expect(screen.queryByRole("img")).toBeNull();
  await pass(60_000);
  expect(looks(shop)).toBe(5);
});

test("nothing is asked while the tab with the code is hidden", async () => {
  const shop = createScriptedShop();
  await show(shop);
  fireEvent.click(button("Link with your phone"));
  await pass(0);
  await pass(3_000);
  expect(looks(shop)).toBe(2);
  await setHidden(true);
  await pass(30_000);
  expect(looks(shop)).toBe(2);
  await setHidden(false);
  await pass(0);
  expect(looks(shop)).toBe(3);
});

test("a code whose time is over goes, says so, and is asked about no more", async () => {
  const shop = createScriptedShop();
  const { container } = await show(shop);
  fireEvent.click(button("Link with your phone"));
  await pass(0);
  await pass(600_000);
  expect(text(container, "status-title")).toBe("The time to link ran out");
  expect(screen.queryByRole("img")).toBeNull();
  const before = looks(shop);
  await pass(60_000);
  expect(looks(shop)).toBe(before);
  expect(screen.getByRole("status").textContent).toBe("The time to link ran out");
});

test("a code that she closes while it is being fetched does not come back", async () => {
  const shop = createScriptedShop();
  const { container } = await show(shop);
  const later = answerLater();
  shop.next.push(() => later.promise);
  fireEvent.click(button("Link with your phone"));
  await pass(0);
  fireEvent.click(button("Close the QR code"));
  later.resolve(Response.json({ url: "https://wallet.example/", attempt: "a", expiresAt: 9, serverTime: 1 }));
  await pass(10_000);
  expect(shownPhase(container)).toBe("not_linked");
  expect(looks(shop)).toBe(1);
});

const waiting = { attempt: "att_9", maskedPhone: "*******9876" };

test("an account that she agreed to in another browser is shown, and linked on her word, once", async () => {
  const shop = createScriptedShop();
  shop.account = accountView({ confirmation: waiting });
  const { container } = await show(shop);
  expect(text(container, "status-text")).toBe("Is *******9876 your own account?");
  const yes = button("Link this account");
  act(() => {
    yes.click();
    yes.click();
  });
  await pass(0);
  expect(requests(shop)).toEqual(["GET /account null", 'POST /account/confirm {"attempt":"att_9"}']);
  expect(text(container, "status-title")).toBe("Your PayPay account is now linked");
});

test("one that is not hers is not linked, and not asked about again", async () => {
  const shop = createScriptedShop();
  shop.account = accountView({ confirmation: waiting });
  const { container } = await show(shop);
  fireEvent.click(button("That is not mine"));
  await pass(0);
  expect(text(container, "status-title")).toBe("Nothing was linked");
  expect(requests(shop)).toEqual(["GET /account null"]);
});

test("a confirmation that comes too late says so and offers to begin again", async () => {
  const shop = createScriptedShop();
  shop.account = accountView({ confirmation: waiting });
  const { container } = await show(shop);
  shop.next.push(() => {
    shop.account = accountView();
    return errorResponse(410, "link_attempt_invalid", false);
  });
  fireEvent.click(button("Link this account"));
  await pass(0);
  expect(text(container, "status-trouble")).toContain("This link request is over");
  expect(button("Link PayPay")).toBeTruthy();
});

test("who is not signed in gets the shop's way to sign in, and nothing to link with", async () => {
  const shop = createScriptedShop();
  shop.account = accountView({ status: "signed_out" });
  const first = await show(shop, { signInHref: "/sign-in?next=%2Fsettings" });
  expect(screen.getByRole("link", { name: "Sign in" }).getAttribute("href")).toBe(
    "/sign-in?next=%2Fsettings",
  );
  expect(screen.queryByRole("button")).toBeNull();
  first.unmount();
  await show(shop, { children: <button type="button">Members</button> });
  expect(screen.getByRole("button").textContent).toBe("Members");
});

test("another customer who signs in is asked about anew, and what the first one saw is gone at once", async () => {
  const shop = createScriptedShop();
  shop.account = linkedAccount();
  const settings = { basePath: shop.basePath, locale: "en" };
  const view = renderShop(shop, <LinkAccountButton />, { ...settings, customer: "aoi" });
  await pass(0);
  expect(view.container.textContent).toContain("1234");
  shop.account = accountView();
  view.change(<LinkAccountButton />, { ...settings, customer: "ren" });
  expect(view.container.textContent).not.toContain("1234");
  await pass(0);
  expect(button("Link PayPay")).toBeTruthy();
});

test("who was signed out meanwhile is told so when she links", async () => {
  const shop = createScriptedShop();
  const { container } = await show(shop);
  shop.next.push(() => {
    shop.account = accountView({ status: "signed_out" });
    return errorResponse(401, "customer_unknown", false);
  });
  fireEvent.click(button("Link PayPay"));
  await pass(0);
  expect(shownPhase(container)).toBe("signed_out");
  expect(text(container, "status-trouble")).toContain("sign in again");
});

test.each([
  ["expired", "The link has expired"],
  ["revoked", "ended in PayPay"],
] as const)("a link that ended (%s) says why and offers to link again", async (endedBecause, words) => {
  const shop = createScriptedShop();
  shop.account = accountView({ status: "ended", endedBecause });
  const { container } = await show(shop);
  expect(text(container, "status-text")).toContain(words);
  expect(button("Link again")).toBeTruthy();
});

test("a look that fails goes on by itself; one that will always fail waits for her", async () => {
  const shop = createScriptedShop();
  shop.next.push(() => Promise.reject(new TypeError("offline")));
  const { container } = await show(shop);
  expect(shownPhase(container)).toBe("checking");
  expect(slot(container, "status-trouble")).not.toBeNull();
  await pass(3_000);
  expect(shownPhase(container)).toBe("not_linked");

  cleanup();
  const broken = createScriptedShop();
  broken.next.push(() => errorResponse(500, "configuration", false));
  const other = await show(broken);
  await pass(60_000);
  expect(shownPhase(other.container)).toBe("error");
  expect(looks(broken)).toBe(1);
  fireEvent.click(button("Try again"));
  await pass(0);
  expect(shownPhase(other.container)).toBe("not_linked");
});

test("it never asks sooner than Retry-After", async () => {
  const shop = createScriptedShop();
  shop.next.push(() => errorResponse(503, "store_unavailable", true, { "retry-after": "20" }));
  await show(shop);
  await pass(19_000);
  expect(looks(shop)).toBe(1);
  await pass(2_000);
  expect(looks(shop)).toBe(2);
});

test("hostile text in the masked phone is text and nothing else", async () => {
  const shop = createScriptedShop();
  const maskedPhone = "<img src=x onerror='window.hacked = true'>";
  shop.account = { ...linkedAccount(), maskedPhone };
  const { container } = await show(shop);
  expect(text(container, "status-text")).toBe(`Linked account: ${maskedPhone}`);
  expect(container.querySelector("img")).toBeNull();
});
