// @vitest-environment node
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { LinkAccountButton } from "./tags/link-account-button.tsx";
import { PaymentReceipt } from "./tags/payment-receipt.tsx";
import { PaymentStatus } from "./tags/payment-status.tsx";
import { PayPayButton } from "./tags/paypay-button.tsx";
import { PayPayKiosk } from "./tags/paypay-kiosk.tsx";
import { PayPayQr } from "./tags/paypay-qr.tsx";
import { pendingView } from "./testing-kit/views.ts";

const payment = { token: "tok", payment: pendingView() };

test.each<[string, ReactElement]>([
  ["<PayPayQr>", <PayPayQr key="qr" order="order-1" payment={payment} />],
  ["<PayPayButton>", <PayPayButton key="button" order="order-1" payment={payment} />],
  ["<PayPayKiosk>", <PayPayKiosk key="kiosk" order="order-1" payment={payment} onReturn={() => undefined} />],
  ["<PaymentStatus>", <PaymentStatus key="status" payment={payment} />],
  ["<PaymentReceipt>", <PaymentReceipt key="receipt" payment={payment} />],
  ["<LinkAccountButton>", <LinkAccountButton key="account" />],
])("a server, which has no document, renders %s without a word", (_tag, element) => {
  const errors = vi.spyOn(console, "error");
  expect(typeof document).toBe("undefined");
  expect(renderToString(element)).toContain('class="kaikei');
  expect(errors.mock.calls).toEqual([]);
});
