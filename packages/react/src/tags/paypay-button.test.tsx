import type { DeclineReason } from "@kaikei/server/contract";
import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pass, renderShop, setHidden, shownPhase, slot } from "../testing/render-shop.tsx";
import { answerLater, errorResponse } from "../testing-kit/answers.ts";
import { createScriptedShop, type ShopScript } from "../testing-kit/create-scripted-shop.ts";
import { accountView, charging, completed, declined, ended, linkedAccount } from "../testing-kit/views.ts";
import { LinkAccountButton } from "./link-account-button.tsx";
import { PayPayButton, type PayPayButtonProps } from "./paypay-button.tsx";

const assign = vi.fn();
const page = location;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
  vi.stubGlobal("location", { assign, href: location.href, pathname: "/cart", search: "?a=1" });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
  assign.mockReset();
});

const price = { value: 1200, currency: "JPY" } as const;

async function show(shop: ShopScript, props: Partial<PayPayButtonProps> = {}) {
  const tag = <PayPayButton order="order-1" amount={price} {...props} />;
  const view = renderShop(shop, tag, { basePath: shop.basePath, locale: "en" });
  await pass(0);
  return view;
}

function linkedShop(): ShopScript {
  const shop = createScriptedShop();
  shop.account = linkedAccount();
  return shop;
}

const posts = (shop: ShopScript) =>
  shop.sent.filter(({ method }) => method === "POST").map(({ body }) => body);
const button = (name: string) => screen.getByRole("button", { name });
const buttons = () => screen.queryAllByRole("button").map(({ textContent }) => textContent);
const text = (container: HTMLElement, name: string) => slot(container, name)?.textContent;

const byCode = { order: "order-1", expected: price };
const byAccount = { order: "order-1", method: "linked_account", expected: price };

test("before the tap it shows what is paid and from which account, and starts nothing", async () => {
  const shop = linkedShop();
  const { container } = await show(shop);
  await pass(60_000);
  expect(text(container, "amount-value")).toBe("¥1,200");
  expect(text(container, "status-text")).toBe("One tap pays from your linked account (*******1234).");
  expect(slot(container, "test-badge")).not.toBeNull();
  expect(buttons()).toEqual(["Pay with PayPay", "Pay with a QR code"]);
  expect(posts(shop)).toEqual([]);
});

test("a double tap charges the linked account once, and it is told once that it is paid", async () => {
  const shop = linkedShop();
  shop.view = completed(charging(shop.view));
  const stale = vi.fn();
  const latest = vi.fn();
  const { container, change } = await show(shop, { onComplete: stale });
  change(<PayPayButton order="order-1" amount={price} onComplete={latest} />, {
    basePath: shop.basePath,
    locale: "en",
  });
  const pay = button("Pay with PayPay");
  act(() => {
    pay.click();
    pay.click();
  });
  expect(shownPhase(container)).toBe("charging");
  await pass(60_000);
  expect(posts(shop)).toEqual([byAccount]);
  expect(shownPhase(container)).toBe("completed");
  expect(stale).not.toHaveBeenCalled();
  expect(latest).toHaveBeenCalledTimes(1);
  expect(buttons()).toEqual([]);
});

test("the button waits until it is known whether a tap charges", async () => {
  const shop = linkedShop();
  const later = answerLater();
  shop.next.push(() => later.promise);
  await show(shop);
  fireEvent.click(button("Pay with PayPay"));
  await pass(1_000);
  expect(posts(shop)).toEqual([]);
  later.resolve(Response.json(shop.account));
  await pass(0);
  expect(buttons()).toEqual(["Pay with PayPay", "Pay with a QR code"]);
});

test.each([
  ["nobody is signed in", (shop: ShopScript) => Object.assign(shop.account, { status: "signed_out" })],
  ["nothing is linked", () => undefined],
  [
    "the account cannot be asked for",
    (shop: ShopScript) => shop.next.push(() => errorResponse(503, "internal", true)),
  ],
  [
    "she ended the link herself",
    (shop: ShopScript) => Object.assign(shop.account, { status: "ended", endedBecause: "unlinked" }),
  ],
])("where %s, the tap leads to the code", async (_what, script) => {
  const shop = createScriptedShop();
  script(shop);
  const { container } = await show(shop);
  expect(buttons()).toEqual(["Pay with PayPay"]);
  expect(posts(shop)).toEqual([]);
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  expect(posts(shop)).toEqual([byCode]);
  expect(shownPhase(container)).toBe("payable");
  expect(screen.getByRole("img")).toBeTruthy();
});

test("a link that ended over there is told, with the code first and linking again beside it", async () => {
  const shop = createScriptedShop();
  shop.account = accountView({ status: "ended", endedBecause: "revoked" });
  const { container } = await show(shop);
  expect(text(container, "status-text")).toContain("The link was ended in PayPay");
  expect(buttons()).toEqual(["Pay with PayPay", "Link again"]);
  fireEvent.click(button("Link again"));
  await pass(0);
  expect(posts(shop)).toEqual([{ returnTo: "/cart?a=1" }]);
  expect(assign).toHaveBeenCalledWith("https://wallet.example/link?id=1");
});

test("who has linked may still pay by code", async () => {
  const shop = linkedShop();
  await show(shop);
  fireEvent.click(button("Pay with a QR code"));
  await pass(0);
  expect(posts(shop)).toEqual([byCode]);
  expect(screen.getByRole("img")).toBeTruthy();
});

test("a charge whose outcome is not known waits, offers no second way to pay, and is followed to its end", async () => {
  const shop = linkedShop();
  shop.view = charging(shop.view);
  const { container } = await show(shop);
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  expect(shownPhase(container)).toBe("charging");
  expect(text(container, "status-text")).toContain("You will not be charged twice");
  await pass(9_000);
  expect(shownPhase(container)).toBe("charging");
  expect([buttons(), screen.queryByRole("img"), slot(container, "qr-code")]).toEqual([[], null, null]);
  shop.view = completed(shop.view);
  await pass(3_000);
  expect(shownPhase(container)).toBe("completed");
  expect(posts(shop)).toEqual([byAccount]);
});

test.each<[DeclineReason | null, string, string[]]>([
  ["insufficient_funds", "Open the PayPay app, top up, then try again", ["Try again", "Pay with a QR code"]],
  ["limit_exceeded", "a limit of your PayPay account", ["Pay with a QR code"]],
  ["payment_method_unusable", "payment method", ["Try again", "Pay with a QR code"]],
  ["suspected_duplicate", "Do you want to pay again?", ["Pay again", "Do not pay"]],
  ["authorization_ended", "no longer linked", ["Link again", "Pay with a QR code"]],
  ["account_unusable", "cannot be used now", ["Pay with a QR code"]],
  ["identity_required", "verify who you are", ["Try again", "Pay with a QR code"]],
  ["merchant_limit", "The shop cannot take", ["Pay with a QR code"]],
  ["refused", "did not accept", ["Pay with a QR code"]],
  [null, "You have not been charged", ["Try again", "Pay with a QR code"]],
])("declined (%s): why, and what she can do, is said and announced", async (reason, words, steps) => {
  const shop = linkedShop();
  shop.view = declined(shop.view, reason);
  const { container } = await show(shop);
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  expect(shownPhase(container)).toBe("failed");
  expect(text(container, "status-text")).toContain(words);
  expect(screen.getByRole("status").textContent).toContain(words);
  expect(buttons()).toEqual(steps);
  expect(posts(shop)).toEqual([byAccount]);
});

test("the same amount once more is charged on her word alone", async () => {
  const shop = linkedShop();
  shop.view = declined(shop.view, "suspected_duplicate");
  const { container } = await show(shop);
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  expect(text(container, "status-title")).toBe("You have just paid the same amount");
  shop.view = { ...completed(charging(shop.view)), id: `${shop.view.id}_b` };
  fireEvent.click(button("Pay again"));
  await pass(0);
  expect(posts(shop)).toEqual([byAccount, { ...byAccount, agreeSimilar: true }]);
  expect(shownPhase(container)).toBe("completed");
});

test("who does not mean it is back where she was, and charged nothing", async () => {
  const shop = linkedShop();
  shop.view = declined(shop.view, "suspected_duplicate");
  const { container } = await show(shop);
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  fireEvent.click(button("Do not pay"));
  expect(shownPhase(container)).toBe("ready");
  await pass(60_000);
  expect(posts(shop)).toHaveLength(1);
});

test("too little money: after a top-up the same account is tried again", async () => {
  const shop = linkedShop();
  shop.view = declined(shop.view, "insufficient_funds");
  const { container } = await show(shop);
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  shop.view = { ...completed(charging(shop.view)), id: `${shop.view.id}_b` };
  fireEvent.click(button("Try again"));
  await pass(0);
  expect(posts(shop)).toEqual([byAccount, byAccount]);
  expect(shownPhase(container)).toBe("completed");
});

test("a link that ended during the payment is ended on the whole page, and can be made again", async () => {
  const shop = linkedShop();
  shop.view = declined(shop.view, "authorization_ended");
  const both = (
    <>
      <PayPayButton order="order-1" amount={price} returnTo="/pay" />
      <LinkAccountButton />
    </>
  );
  const { container } = renderShop(shop, both, { basePath: shop.basePath, locale: "en" });
  await pass(0);
  shop.account = accountView({ status: "ended", endedBecause: "revoked" });
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  await pass(0);
  expect(slot(container, "link-account")?.dataset.status).toBe("ended");
  fireEvent.click(slot(container, "link-button") ?? container);
  await pass(0);
  expect(posts(shop)).toEqual([byAccount, { returnTo: "/pay" }]);
});

test("a link that cannot be made again says so", async () => {
  const shop = linkedShop();
  shop.view = declined(shop.view, "authorization_ended");
  const { container } = await show(shop);
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  shop.next.push(() => errorResponse(503, "provider_unreachable", true));
  fireEvent.click(button("Link again"));
  await pass(0);
  expect(text(container, "status-trouble")).toContain("hard to reach");
  const region = screen.getByRole("status");
  expect(region.textContent).toContain("hard to reach");
  const said = region.firstChild;
  shop.next.push(() => errorResponse(503, "provider_unreachable", true));
  fireEvent.click(button("Link again"));
  await pass(0);
  expect(region.textContent).toContain("hard to reach");
  expect(region.firstChild).not.toBe(said);
});

test.each([
  [
    409,
    "account_not_linked",
    "The payment cannot continue",
    "not linked",
    ["Link again", "Pay with a QR code"],
  ],
  [409, "scope_missing", "The payment cannot continue", "not linked", ["Link again", "Pay with a QR code"]],
  [401, "customer_unknown", "The payment cannot continue", "sign in again", ["Pay with a QR code"]],
  [409, "charge_uncertain", "Checking your payment", "To avoid paying twice", ["Try again"]],
  [503, "provider_unreachable", "The payment cannot continue", "hard to reach", ["Try again"]],
  [409, "price_changed", "The payment cannot continue", "The price has changed", ["Reload the page"]],
])("%s %s: words of its own, and no way to pay twice", async (status, code, title, words, steps) => {
  const shop = linkedShop();
  const { container } = await show(shop);
  const retryable = code === "charge_uncertain" || status === 503;
  shop.next.push(() => errorResponse(status, code, retryable));
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  expect(text(container, "status-title")).toBe(title);
  expect(text(container, "status-text")).toContain(words);
  const picture = slot(container, "status-icon")?.dataset.status;
  expect(picture).toBe(code === "charge_uncertain" ? "checking" : "error");
  expect(buttons()).toEqual(steps);
  expect(container.textContent).not.toContain("developer");
});

test("a charge whose answer was lost is asked for again in the same way", async () => {
  const shop = linkedShop();
  const { container } = await show(shop);
  shop.next.push(() => Promise.reject(new TypeError("offline")));
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  shop.view = completed(charging(shop.view));
  fireEvent.click(button("Try again"));
  await pass(0);
  expect(posts(shop)).toEqual([byAccount, byAccount]);
  expect(shownPhase(container)).toBe("completed");
});

test("a page that is left while the charge is under way shows nothing, and charges nothing when it is back", async () => {
  const shop = linkedShop();
  const errors = vi.spyOn(console, "error");
  const later = answerLater();
  const { change } = await show(shop);
  shop.next.push(() => later.promise);
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  change(null);
  later.resolve(Response.json({ token: "tok", payment: completed(charging(shop.view)) }));
  await pass(0);
  change(<PayPayButton order="order-1" amount={price} />, { basePath: shop.basePath, locale: "en" });
  await pass(10_000);
  expect(buttons()).toEqual(["Pay with PayPay", "Pay with a QR code"]);
  expect(posts(shop)).toEqual([byAccount]);
  expect(errors.mock.calls).toEqual([]);
});

test("the focus goes to what happens when the button that had it is gone", async () => {
  const shop = linkedShop();
  shop.view = declined(shop.view, "refused");
  const { container } = await show(shop);
  act(() => button("Pay with PayPay").focus());
  fireEvent.click(button("Pay with PayPay"));
  expect(document.activeElement).toBe(slot(container, "status-title"));
  await pass(0);
  expect(document.activeElement).toBe(slot(container, "status-title"));
});

test("a code that she cancels leads back to the choice; one that expired to a new code", async () => {
  const shop = linkedShop();
  const { container } = await show(shop);
  fireEvent.click(button("Pay with a QR code"));
  await pass(0);
  const first = shop.view;
  shop.view = ended(first, "expired");
  await pass(3_000);
  shop.view = { ...first, id: `${first.id}_b` };
  fireEvent.click(button("Show a new QR code"));
  await pass(0);
  expect(posts(shop)).toEqual([byCode, byCode]);
  shop.view = ended(shop.view, "canceled");
  fireEvent.click(button("Cancel payment"));
  await pass(0);
  fireEvent.click(button("Pay again"));
  expect(shownPhase(container)).toBe("ready");
  expect(posts(shop)).toHaveLength(2);
});

test("another order is another choice: nothing of the last one is charged or shown", async () => {
  const shop = linkedShop();
  shop.view = completed(charging(shop.view));
  const { container, change } = await show(shop);
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  change(<PayPayButton order="order-2" />, { basePath: shop.basePath, locale: "en" });
  await pass(0);
  expect(shownPhase(container)).toBe("ready");
  expect(posts(shop)).toHaveLength(1);
});

test("after a charge whose hold ran out, the button for a new code brings one, and charges nobody", async () => {
  const shop = linkedShop();
  const { container } = await show(shop);
  fireEvent.click(button("Pay with PayPay"));
  shop.view = { ...ended(shop.view, "expired"), method: "linked_account" };
  await pass(3_000);
  expect(shownPhase(container)).toBe("expired");
  fireEvent.click(button("Show a new QR code"));
  await pass(0);
  expect(posts(shop)).toEqual([byAccount, byCode]);
});

/** She comes back to the page from PayPay. */
async function comeBack(outcome: string, shop: ShopScript) {
  history.replaceState(null, "", `/cart?a=1&kaikei_account=${outcome}&kaikei_attempt=a1`);
  vi.stubGlobal("location", {
    assign,
    href: page.href,
    pathname: "/cart",
    search: `?a=1&kaikei_account=${outcome}&kaikei_attempt=a1`,
  });
  const view = await show(shop, { returnTo: "/cart?a=1" });
  expect(page.pathname + page.search).toBe("/cart?a=1");
  history.replaceState(null, "", "/");
  return view;
}

const notLinked = ["Pay with PayPay", "Link again"];

test.each([
  ["declined", accountView(), "Nothing was linked", "start again at any time", notLinked],
  ["failed", accountView(), "Your account could not be linked", "link again", notLinked],
  ["expired", accountView(), "The time to link ran out", "link your account again", notLinked],
  ["used", accountView(), "This link request is over", "link your account again", notLinked],
  ["wrong_customer", accountView(), "You are signed in as somebody else", "Nothing was linked", notLinked],
  ["stranger", accountView({ status: "signed_out" }), "One more step", "Sign in", ["Pay with PayPay"]],
  ["linked", linkedAccount(), "is now linked", "*******1234", ["Pay with PayPay", "Pay with a QR code"]],
  [
    "declined",
    linkedAccount(),
    "Nothing was linked",
    "*******1234",
    ["Pay with PayPay", "Pay with a QR code"],
  ],
])("back from linking with the outcome %s, what came of it is said, and how to go on", async (...row) => {
  const [outcome, account, title, words, steps] = row;
  const shop = createScriptedShop();
  shop.account = account;
  const { container } = await comeBack(outcome, shop);
  expect(text(container, "status-title")).toContain(title);
  expect(text(container, "status-text")).toContain(words);
  expect(screen.getByRole("status").textContent).toContain(title);
  expect(buttons()).toEqual(steps);
  expect(container.textContent).toContain(
    account.status === "linked" ? "One tap pays from your linked account" : "Tap the button to go on",
  );
});

test("linking that came to nothing can be begun again, and what came of it goes once she pays", async () => {
  const shop = createScriptedShop();
  const { container } = await comeBack("declined", shop);
  fireEvent.click(button("Link again"));
  expect(text(container, "status-title")).toBe("Taking you to PayPay");
  await pass(0);
  expect(posts(shop)).toEqual([{ returnTo: "/cart?a=1" }]);

  cleanup();
  const other = createScriptedShop();
  const again = await comeBack("declined", other);
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  other.view = ended(other.view, "canceled");
  fireEvent.click(button("Cancel payment"));
  await pass(0);
  fireEvent.click(button("Pay again"));
  expect(shownPhase(again.container)).toBe("ready");
  expect(text(again.container, "status-title")).toBe("Pay with PayPay");
});

test("a link that cannot be begun again says why, also to a screen reader, each time", async () => {
  const shop = createScriptedShop();
  const { container } = await comeBack("declined", shop);
  for (const code of ["provider_unreachable", "store_unavailable"]) {
    shop.next.push(() => errorResponse(503, code, true));
    fireEvent.click(button("Link again"));
    await pass(0);
    const words = text(container, "status-trouble");
    expect(words).toBeTruthy();
    expect(screen.getByRole("status").textContent).toContain(words);
  }
  expect(buttons()).toEqual(notLinked);
});

const waiting = { attempt: "att_9", maskedPhone: "*******9876" };
const question = ["Link this account", "That is not mine"];

test("an account that she agreed to in another browser is asked about, linked on her word, and pays at once", async () => {
  const shop = createScriptedShop();
  shop.account = accountView({ confirmation: waiting });
  const { container } = await comeBack("confirm", shop);
  expect(container.textContent).toContain("Is *******9876 your own account?");
  expect(screen.getByRole("status").textContent).toBe("Link this PayPay account?");
  expect(buttons()).toEqual(["Pay with PayPay", ...question]);
  const slow = answerLater();
  shop.next.push(() => slow.promise);
  act(() => button("Link this account").focus());
  fireEvent.click(button("Link this account"));
  await pass(0);
  // It is about to be known what a tap does; the code need not wait for that.
  expect(button("Pay with PayPay").hasAttribute("disabled")).toBe(true);
  expect(buttons()).toEqual(["Pay with PayPay", "Pay with a QR code"]);
  expect(document.activeElement).toBe(slot(container, "status-title"));
  expect(document.activeElement?.textContent).toBe("Linking your account");
  shop.account = linkedAccount();
  slow.resolve(Response.json(shop.account));
  await pass(0);
  expect(text(container, "status-title")).toBe("Your PayPay account is now linked");
  shop.view = completed(charging(shop.view));
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  expect(posts(shop)).toEqual([{ attempt: "att_9" }, byAccount]);
  expect(shownPhase(container)).toBe("completed");
});

test("who has linked one account and is asked about another still pays with one tap, and sees from which", async () => {
  const shop = createScriptedShop();
  shop.account = { ...linkedAccount(), confirmation: waiting };
  const { container } = await show(shop);
  expect(buttons()).toEqual(["Pay with PayPay", "Pay with a QR code", ...question]);
  expect(container.textContent).toContain("One tap pays from your linked account (*******1234).");
  shop.view = completed(charging(shop.view));
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  expect(posts(shop)).toEqual([byAccount]);
  expect(buttons()).toEqual([]);
});

test("an account that is not hers is not linked; she has the focus where that is said, and pays by code", async () => {
  const shop = createScriptedShop();
  shop.account = accountView({ confirmation: waiting });
  const { container } = await show(shop);
  act(() => button("That is not mine").focus());
  fireEvent.click(button("That is not mine"));
  await pass(0);
  expect(text(container, "status-title")).toBe("Nothing was linked");
  expect(document.activeElement).toBe(slot(container, "status-title"));
  expect(screen.getByRole("status").textContent).toBe("Nothing was linked");
  expect(buttons()).toEqual(notLinked);
  fireEvent.click(button("Pay with PayPay"));
  await pass(0);
  expect(posts(shop)).toEqual([byCode]);
});

test("a confirmation that comes too late says so, also to a screen reader, and offers to begin again", async () => {
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
  expect(screen.getByRole("status").textContent).toContain("This link request is over");
  expect(buttons()).toEqual(notLinked);
});

test("a confirmation that was refused for now can be sent again", async () => {
  const shop = createScriptedShop();
  shop.account = accountView({ confirmation: waiting });
  const { container } = await show(shop);
  shop.next.push(() => errorResponse(503, "store_unavailable", true));
  fireEvent.click(button("Link this account"));
  await pass(0);
  expect(container.querySelectorAll('[data-slot="status-trouble"]')).toHaveLength(1);
  expect(screen.getByRole("status").textContent).toBe(text(container, "status-trouble"));
  expect(buttons()).toEqual(["Pay with PayPay", ...question]);
});

test("what the page itself cannot find out about her account is said once, by being there", async () => {
  const shop = createScriptedShop();
  shop.account = accountView({ status: "ended", endedBecause: "expired" });
  await show(shop);
  const region = screen.getByRole("status");
  const failures = Array.from({ length: 4 }, () => () => Promise.reject(new TypeError("Failed to fetch")));
  shop.next.push(...failures);
  await pass(2_000);
  await setHidden(true);
  await setHidden(false);
  for (let second = 0; second < 60; second += 1) await pass(1_000);
  expect(shop.next).toEqual([]);
  expect(region.textContent).toBe("");
});
