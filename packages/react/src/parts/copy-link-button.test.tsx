import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PayPayQr } from "../tags/paypay-qr.tsx";
import { pass, renderShop, slot } from "../testing/render-shop.tsx";
import { createScriptedShop } from "../testing-kit/create-scripted-shop.ts";

const writeText = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("navigator", { clipboard: { writeText } });
});

afterEach(() => {
  cleanup();
  writeText.mockReset();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function show() {
  const shop = createScriptedShop({ device: "phone" });
  const view = renderShop(shop, <PayPayQr order="order-1" />, { locale: "en" });
  await pass(0);
  return { shop, ...view };
}

test("under 'another phone' the payment's link is copied in the tap, and the live region says so", async () => {
  const { container } = await show();
  const button = screen.getByText("Copy the link");
  expect(slot(container, "other-device")?.contains(button)).toBe(true);
  writeText.mockResolvedValue(undefined);
  fireEvent.click(button);
  // In the tap itself: later, a browser would not allow it.
  expect(writeText.mock.calls).toEqual([["https://qr.example/abc"]]);
  await pass(0);
  expect(button.textContent).toBe("Link copied");
  expect(screen.getByRole("status").textContent).toBe("Link copied");
  expect(slot(container, "copy-link-address")).toBeNull();
});

test.each([
  ["does not let the page", () => writeText.mockRejectedValue(new Error("NotAllowedError"))],
  ["has no clipboard", () => vi.stubGlobal("navigator", {})],
])("where the browser %s, the address is there to be selected", async (_what, arrange) => {
  arrange();
  const { container } = await show();
  fireEvent.click(screen.getByText("Copy the link"));
  await pass(0);
  const address = container.querySelector<HTMLInputElement>('[data-slot="copy-link-address"]');
  expect(address?.value).toBe("https://qr.example/abc");
  expect(address?.getAttribute("aria-label")).toBe("Address of the payment page");
  address?.focus();
  expect([address?.selectionStart, address?.selectionEnd]).toEqual([0, "https://qr.example/abc".length]);
  expect(screen.getByRole("status").textContent).toBe("Please copy the address below");
});

test("a desktop, which shows the code, has no such button", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  expect(slot(container, "copy-link-button")).toBeNull();
});
