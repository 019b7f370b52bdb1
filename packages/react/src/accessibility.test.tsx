import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import type { ReactElement } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LinkAccountButton } from "./tags/link-account-button.tsx";
import { PaymentReceipt } from "./tags/payment-receipt.tsx";
import { PaymentStatus } from "./tags/payment-status.tsx";
import { PayPayButton } from "./tags/paypay-button.tsx";
import { PayPayKiosk } from "./tags/paypay-kiosk.tsx";
import { PayPayQr } from "./tags/paypay-qr.tsx";
import { pass, renderShop, slot } from "./testing/render-shop.tsx";
import { createScriptedShop } from "./testing-kit/create-scripted-shop.ts";
import { views } from "./testing-kit/index.ts";
import { completed, ended, linkedAccount, serverStart } from "./testing-kit/views.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** What Tab visits, in its order: nothing here has a tabindex above 0. */
function stops(container: HTMLElement): Array<string | undefined> {
  const all = container.querySelectorAll<HTMLElement>("a[href], button, input, summary, [tabindex]");
  return [...all]
    .filter((element) => element.tabIndex >= 0 && !element.matches(":disabled"))
    .filter((element) => element.tagName === "SUMMARY" || !element.closest("details:not([open])"))
    .map((element) => element.dataset.slot ?? element.tagName.toLowerCase());
}

const phases = [
  "starting",
  "payable",
  "checking",
  "charging",
  "approving",
  "requested",
  "retiring",
  "attention",
  "authorized",
  "completed",
  "canceled",
  "expired",
  "failed",
] as const;
type Phase = (typeof phases)[number];

const tags: Record<string, (payment: ReturnType<typeof grantOf>) => ReactElement> = {
  PayPayQr: (payment) => <PayPayQr order="order-1" payment={payment} />,
  PayPayButton: (payment) => <PayPayButton order="order-1" payment={payment} />,
  PayPayKiosk: (payment) => <PayPayKiosk order="order-1" payment={payment} onReturn={() => undefined} />,
  PaymentReceipt: (payment) => <PaymentReceipt payment={payment} />,
  PaymentStatus: (payment) => <PaymentStatus payment={payment} />,
};

function grantOf(phase: Phase, device: "phone" | "desktop") {
  return { token: "tok", payment: views[phase]({ device }) };
}

test.each(Object.keys(tags))(
  "<%s>: in every phase one named region, one heading, one live region, and a name for each control",
  (name) => {
    for (const device of ["desktop", "phone"] as const) {
      for (const phase of phases) {
        const { container } = renderShop(createScriptedShop(), tags[name]?.(grantOf(phase, device)) ?? null, {
          locale: "en",
        });
        const region = screen.getByRole("region");
        expect(region.getAttribute("aria-label"), phase).toMatch(/\w/);
        expect(region.lang, phase).toBe("en");
        expect(screen.getAllByRole("heading", { level: 2 }), phase).toHaveLength(1);
        expect(container.querySelectorAll("[aria-live], [role=status], [role=alert]"), phase).toHaveLength(1);
        const controls = container.querySelectorAll("a, button, summary, [role=img]");
        for (const control of controls)
          expect(control.getAttribute("aria-label") ?? control.textContent, phase).toMatch(/\w{3}/);
        for (const picture of container.querySelectorAll("svg:not([role=img])"))
          expect(picture.getAttribute("aria-hidden"), phase).toBe("true");
        expect(container.querySelectorAll("[tabindex]:not([tabindex='-1'])"), phase).toHaveLength(0);
        cleanup();
      }
    }
  },
);

test("Tab goes as the eye does: on a desktop the link and the way out", () => {
  const { container } = renderShop(
    createScriptedShop(),
    <PayPayQr order="order-1" payment={grantOf("payable", "desktop")} />,
  );
  expect(stops(container)).toEqual(["open-app-link", "cancel-button"]);
});

test("on a phone the button first; what is behind the disclosure only once it is open", async () => {
  const { container } = renderShop(
    createScriptedShop(),
    <PayPayQr order="order-1" payment={grantOf("payable", "phone")} />,
  );
  expect(stops(container)).toEqual(["open-app-link", "summary", "cancel-button"]);
  fireEvent.click(container.querySelector("summary") ?? container);
  await pass(0);
  expect(stops(container)).toEqual(["open-app-link", "summary", "copy-link-button", "cancel-button"]);
});

test("with one tap to pay, that comes first and the code second; the question to unlink has its way back first", async () => {
  const shop = createScriptedShop();
  shop.account = linkedAccount();
  const both = (
    <>
      <PayPayButton order="order-1" />
      <LinkAccountButton />
    </>
  );
  const { container } = renderShop(shop, both, { basePath: shop.basePath });
  await pass(0);
  expect(stops(container)).toEqual(["pay-button", "pay-by-code-button", "unlink-button"]);
  fireEvent.click(slot(container, "unlink-button") ?? container);
  expect(stops(container).slice(2)).toEqual(["unlink-no", "unlink-yes"]);
  expect(document.activeElement).toBe(slot(container, "unlink-no"));
  expect(screen.getByRole("group").getAttribute("aria-label")).toMatch(/\w/);
});

test("roles and names of what can be paid", () => {
  renderShop(createScriptedShop(), <PayPayQr order="order-1" payment={grantOf("payable", "desktop")} />, {
    locale: "en",
  });
  const card = within(screen.getByRole("region", { name: "Pay with PayPay" }));
  expect(card.getByRole("img", { name: "QR code to pay ¥1,200 with PayPay" })).toBeTruthy();
  expect(card.getByRole("timer").textContent).toBe("Code valid for 5:00");
  expect(card.getByRole("link", { name: "Open the payment page on this device" })).toBeTruthy();
  expect(card.getByRole("button", { name: "Cancel payment" })).toBeTruthy();
  // The bar says nothing that the time does not.
  expect(card.queryByRole("progressbar")).toBeNull();
  expect(card.getByRole("status").textContent).toBe("");
});

test("a receipt's rows are terms and what they mean, read in pairs", () => {
  renderShop(createScriptedShop(), <PaymentReceipt payment={grantOf("completed", "desktop")} />);
  const terms = screen.getAllByRole("term").map(({ textContent }) => textContent);
  expect(terms).toEqual(["ご注文番号", "お支払い日時", "お支払い方法", "決済番号"]);
  expect(screen.getAllByRole("definition")).toHaveLength(terms.length);
});

test("it speaks on a change and at five minutes, one minute and thirty seconds, and at no other time", async () => {
  const shop = createScriptedShop({ expiresAt: serverStart + 303_000, pollAfterMs: 600_000 });
  renderShop(shop, <PayPayQr order="order-1" />, { locale: "en" });
  const heard: Array<string | null> = [];
  for (let second = 0; second < 300; second += 1) {
    await pass(1_000);
    const { textContent } = screen.getByRole("status");
    if (textContent !== heard.at(-1)) heard.push(textContent);
  }
  expect(heard).toEqual([
    "Waiting for your payment",
    "Five minutes left.",
    "One minute left.",
    "30 seconds left.",
  ]);
});

test("a code that lives five minutes is not announced as such when it has just been said to be there", async () => {
  const shop = createScriptedShop({ expiresAt: serverStart + 300_000, pollAfterMs: 600_000 });
  renderShop(shop, <PayPayQr order="order-1" />, { locale: "en" });
  await pass(30_000);
  expect(screen.getByRole("status").textContent).toBe("Waiting for your payment");
});

test.each([
  ["expired", "retry-button"],
  ["canceled", "retry-button"],
] as const)(
  "%s while the focus was on what is gone: it goes to the heading, and Tab to what helps",
  async (phase, next) => {
    const shop = createScriptedShop();
    const { container } = renderShop(shop, <PayPayQr order="order-1" />);
    await pass(0);
    act(() => slot(container, "cancel-button")?.focus());
    shop.view = ended(shop.view, phase);
    await pass(3_000);
    expect(document.activeElement).toBe(slot(container, "status-title"));
    expect(stops(container)).toEqual([next]);
  },
);

test("paid: the heading has the focus and says so, also where the focused control is still there", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(
    shop,
    <PayPayQr order="order-1">
      <PaymentStatus>
        <a href="/help">Help</a>
      </PaymentStatus>
    </PayPayQr>,
    { locale: "en" },
  );
  await pass(0);
  act(() => screen.getByRole("link", { name: "Help" }).focus());
  shop.view = completed(shop.view);
  await pass(3_000);
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Payment complete" }));
  expect(slot(container, "live-region")?.textContent).toBe("Payment complete");
});
