import type { PaymentView } from "@kaikei/server/contract";
import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pass, renderShop, slot } from "../testing/render-shop.tsx";
import { createScriptedShop } from "../testing-kit/create-scripted-shop.ts";
import { views } from "../testing-kit/index.ts";
import { completed } from "../testing-kit/views.ts";
import { PaymentReceipt } from "./payment-receipt.tsx";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

// 19:05 in Japan.
const paidAt = Date.UTC(2026, 10, 21, 10, 5);

function show(view: PaymentView, locale = "en") {
  const shop = createScriptedShop();
  const tag = <PaymentReceipt payment={{ token: "tok", payment: view }} />;
  const { container } = renderShop(shop, tag, { locale });
  const details = [...container.querySelectorAll("dl > div")].map((row) => [
    row.querySelector("dt")?.textContent,
    row.querySelector("dd")?.textContent?.replace(/\s/g, " "),
  ]);
  return { container, details };
}

test("a paid payment: amount, order, when in the shop's zone, how, and the payment's number", () => {
  const { container, details } = show(views.completed({ id: "pay_r1", order: "A-17", paidAt }));
  expect(slot(container, "amount-value")?.textContent).toBe("¥1,200");
  expect(details).toEqual([
    ["Order", "A-17"],
    ["Paid on", "Nov 21, 2026, 7:05 PM"],
    ["Paid with", "PayPay"],
    ["Payment number", "pay_r1"],
  ]);
  expect(screen.getByRole("region", { name: "Receipt" })).toBe(slot(container, "payment-receipt"));
  expect(slot(container, "test-badge")).not.toBeNull();
  cleanup();
  expect(show(views.completed({ environment: "production" })).container.textContent).not.toContain("Test");
});

test("what was refunded and what was charged of it are told apart", () => {
  const over = { captured: 1000, refunded: 300, paidAt, method: "linked_account" } as const;
  expect(show(views.completed(over), "ja").details.slice(2, 5)).toEqual([
    ["お支払い方法", "PayPay（連携済みアカウント）"],
    ["ご請求金額", "1,000円"],
    ["返金額", "300円"],
  ]);
});

test("one that was paid and returned in full says so", () => {
  const { container, details } = show(views.canceled({ captured: 1200, paidAt }));
  expect(details).toContainEqual(["Refunded", "¥1,200"]);
  expect(slot(container, "status-text")?.textContent).toBe("What you paid has been returned in full.");
});

test("held money is a receipt without a day of payment", () => {
  const { details } = show(views.authorized());
  expect(details.map(([term]) => term)).toEqual(["Order", "Paid with", "Payment number"]);
});

test.each(["payable", "expired", "failed", "canceled", "checking", "attention"] as const)(
  "%s is no receipt: it says how things stand",
  (phase) => {
    const { container, details } = show(views[phase]());
    expect(details).toEqual([]);
    expect(slot(container, "status-title")?.textContent).not.toBe("");
  },
);

test("a reference alone is looked up, and the receipt appears once it is paid", async () => {
  const shop = createScriptedShop();
  const payment = { id: shop.view.id, token: "tok" };
  const { container } = renderShop(shop, <PaymentReceipt payment={payment} />);
  await pass(100);
  expect(shop.sent[0]).toMatchObject({ path: `/api/kaikei/payments/${payment.id}?returned` });
  expect(slot(container, "payment-details")).toBeNull();
  shop.view = completed(shop.view);
  await pass(3_000);
  expect(slot(container, "payment-details")?.textContent).toContain(payment.id);
});

test("a print button is there with the receipt, and not while there is nothing to print", () => {
  const shop = createScriptedShop();
  const show = (payment: PaymentView) =>
    renderShop(
      shop,
      <PaymentReceipt payment={{ token: "tok", payment }}>
        <button type="button">Print</button>
      </PaymentReceipt>,
    );
  const printable = [
    views.payable(),
    views.canceled(),
    views.expired(),
    views.completed(),
    views.canceled({ captured: 1200, paidAt }),
  ].map((view) => {
    show(view);
    const isThere = screen.queryByRole("button", { name: "Print" }) !== null;
    cleanup();
    return isThere;
  });
  expect(printable).toEqual([false, false, false, true, true]);
});
