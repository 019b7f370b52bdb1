import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LinkAccountButton } from "../tags/link-account-button.tsx";
import { PaymentReceipt } from "../tags/payment-receipt.tsx";
import { PaymentStatus } from "../tags/payment-status.tsx";
import { PayPayButton } from "../tags/paypay-button.tsx";
import { PayPayQr } from "../tags/paypay-qr.tsx";
import { pass, renderShop, shownPhase, slot } from "../testing/render-shop.tsx";
import { accounts } from "../testing-kit/account-views.ts";
import { createScriptedShop } from "../testing-kit/create-scripted-shop.ts";

/** What sends requests is loaded with the first one: here it comes when the test says so. */
const part = vi.hoisted(() => {
  const waiting: Array<() => void> = [];
  const comes = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const asked: string[] = [];
  return { waiting, asked, comes };
});

vi.mock("../wire/load.ts", async (importOriginal) => {
  const real = await importOriginal<typeof import("../wire/load.ts")>();
  const late =
    <Part,>(name: string, load: () => Promise<Part>) =>
    async () => {
      part.asked.push(name);
      await new Promise<void>((resolve) => part.waiting.push(resolve));
      return load();
    };
  return {
    ...real,
    requests: late("requests", real.requests),
    accountActions: late("accountActions", real.accountActions),
  };
});

beforeEach(() => {
  vi.useFakeTimers();
  part.asked.length = 0;
});

afterEach(() => {
  cleanup();
  part.comes();
  vi.useRealTimers();
});

async function partComes() {
  part.comes();
  // The first time it is imported, too.
  await pass(0);
  await pass(100);
}

const english = { locale: "en" };

async function tapPay(shop = createScriptedShop()) {
  shop.account = accounts.linked();
  const rendered = renderShop(shop, <PayPayButton order="order-1" revision={1} />, english);
  await pass(0);
  await partComes();
  fireEvent.click(screen.getByRole("button", { name: "Pay with PayPay" }));
  await pass(0);
  expect(shownPhase(rendered.container)).toBe("charging");
  return { shop, ...rendered };
}

test("a tap that could not be sent yet charges nobody once the order has changed", async () => {
  const { shop, change, container } = await tapPay();
  change(<PayPayButton order="order-1" revision={2} />, english);
  await pass(0);
  expect(shownPhase(container)).toBe("ready");
  await partComes();
  expect(shop.posts()).toBe(0);
});

test("a tap that could not be sent yet charges nobody who has left", async () => {
  const { shop, change } = await tapPay();
  change(<p>The cart</p>, english);
  await pass(0);
  await partComes();
  expect(shop.posts()).toBe(0);
});

test("what is not sent within ten seconds is told and never sent later; the page anew helps", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />, english);
  await pass(9_900);
  expect(shownPhase(container)).toBe("starting");
  await pass(200);
  expect(shownPhase(container)).toBe("error");
  expect(slot(container, "status-text")?.textContent).toContain("connection");
  await partComes();
  expect(shop.posts()).toBe(0);
  expect(screen.getByRole("button", { name: "Reload the page" })).toBeTruthy();
});

test("the token leaves the page's address at once, whenever the requests can be sent", async () => {
  const shop = createScriptedShop();
  history.replaceState(null, "", `/?kaikei_payment=${shop.view.id}&kaikei_token=secret&from=wallet`);
  const { container } = renderShop(shop, <PaymentStatus />, english);
  await pass(0);
  expect(location.search).toBe("?from=wallet");
  expect(shop.looks()).toBe(0);
  await partComes();
  await partComes();
  expect(shownPhase(container)).toBe("payable");
});

test("a link or its end that could not be sent within ten seconds is told and never sent later; another try is hers", async () => {
  const shop = createScriptedShop();
  shop.account = accounts.linked();
  const settings = { ...english, basePath: shop.basePath };
  const { container } = renderShop(shop, <LinkAccountButton />, settings);
  await pass(0);
  await partComes();
  const unlink = () => {
    fireEvent.click(screen.getByRole("button", { name: "Unlink" }));
    fireEvent.click(screen.getByRole("button", { name: "Unlink" }));
  };
  unlink();
  await pass(9_900);
  expect(shownPhase(container)).toBe("unlinking");
  await pass(200);
  expect(shownPhase(container)).toBe("linked");
  expect(slot(container, "status-trouble")?.textContent).toContain("connection");
  await partComes();
  const deleted = () => shop.sent.filter(({ method }) => method === "DELETE").length;
  expect(deleted()).toBe(0);
  unlink();
  await pass(0);
  await partComes();
  expect([shownPhase(container), deleted()]).toEqual(["ended", 1]);
});

test("a cancel that could not be sent within ten seconds is told and never sent later", async () => {
  const shop = createScriptedShop({ pollAfterMs: 600_000 });
  const { container } = renderShop(shop, <PayPayQr order="order-1" />, english);
  await pass(0);
  await partComes();
  fireEvent.click(screen.getByRole("button", { name: "Cancel payment" }));
  await pass(9_900);
  expect(shownPhase(container)).toBe("retiring");
  await pass(200);
  expect(shownPhase(container)).toBe("payable");
  expect(slot(container, "status-trouble")).not.toBeNull();
  await partComes();
  expect(shop.sent.map(({ method }) => method)).toEqual(["POST", "GET"]);
  expect(shownPhase(container)).toBe("payable");
});

test.each([
  ["<PaymentStatus>", <PaymentStatus key="status" payment={{ id: "pay_1", token: "tok" }} />],
  ["<PaymentReceipt>", <PaymentReceipt key="receipt" payment={{ id: "pay_1", token: "tok" }} />],
  ["<LinkAccountButton>", <LinkAccountButton key="account" />],
])(
  "%s whose requests never load says so after ten seconds, with a way to load the page anew; it goes on if they come",
  async (_tag, element) => {
    const shop = createScriptedShop({ id: "pay_1" });
    shop.account = accounts.notLinked();
    const { container } = renderShop(shop, element, { ...english, basePath: shop.basePath });
    await pass(10_100);
    expect(shownPhase(container)).toBe("error");
    expect(slot(container, "status-text")?.textContent).toContain("reload the page");
    expect(screen.getAllByRole("button").map(({ textContent }) => textContent)).toEqual(["Reload the page"]);
    for (let second = 0; second < 60; second += 1) {
      part.comes();
      await pass(1_000);
    }
    expect(["payable", "not_linked"]).toContain(shownPhase(container));
  },
);

test("a code that came with the page stays there to be paid, with a word that the page should be loaded anew", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(
    shop,
    <PayPayQr order="order-1" payment={{ token: "tok", payment: shop.view }} />,
    english,
  );
  await pass(10_100);
  expect([shownPhase(container), shop.looks()]).toEqual(["payable", 0]);
  expect(slot(container, "status-trouble")?.textContent).toContain("reload the page");
});

test("what sends a tap is asked for before the tap", async () => {
  const shop = createScriptedShop();
  renderShop(shop, <PayPayButton order="order-1" />, { ...english, basePath: shop.basePath });
  await pass(0);
  // The account's, and a payment's.
  expect(new Set(part.asked)).toEqual(new Set(["accountActions", "requests"]));
});
