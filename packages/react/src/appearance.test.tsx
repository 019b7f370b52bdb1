import { cleanup } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import type { Appearance } from "./appearance.ts";
import { KaikeiProvider } from "./kaikei-provider.tsx";
import { LinkAccountButton } from "./tags/link-account-button.tsx";
import { PaymentStatus } from "./tags/payment-status.tsx";
import { PayPayButton } from "./tags/paypay-button.tsx";
import { PayPayQr } from "./tags/paypay-qr.tsx";
import { renderShop } from "./testing/render-shop.tsx";
import { createScriptedShop } from "./testing-kit/create-scripted-shop.ts";

afterEach(cleanup);

function card(container: HTMLElement): HTMLElement {
  const element = container.querySelector<HTMLElement>(".kaikei");
  if (!element) throw new Error("There is no card.");
  return element;
}

const variable = (container: HTMLElement, name: string) =>
  card(container).style.getPropertyValue(`--kaikei-${name}`);

const appearance: Appearance = { theme: "dark", variables: { accent: "#0a7", qrSize: "280px" } };

test.each([
  ["PayPayQr", <PayPayQr key="a" order="order-1" appearance={appearance} />],
  ["PayPayButton", <PayPayButton key="b" order="order-1" appearance={appearance} />],
  ["PaymentStatus", <PaymentStatus key="c" appearance={appearance} />],
  ["LinkAccountButton", <LinkAccountButton key="d" appearance={appearance} />],
])("<%s> takes its look from its appearance prop", (_tag, element) => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, element, { basePath: shop.basePath });
  expect(card(container).dataset.theme).toBe("dark");
  expect(variable(container, "accent")).toBe("#0a7");
  expect(variable(container, "qr-size")).toBe("280px");
});

test("a change shows at once on the same element, and what is no longer wanted is taken away", () => {
  const shop = createScriptedShop();
  const { container, change } = renderShop(shop, <PayPayQr order="order-1" appearance={appearance} />);
  const before = card(container);
  change(<PayPayQr order="order-1" appearance={{ variables: { accent: "red" } }} />);
  expect(card(container)).toBe(before);
  expect(before.dataset.theme).toBe("auto");
  expect(variable(container, "accent")).toBe("red");
  expect(variable(container, "qr-size")).toBe("");
  change(<PayPayQr order="order-1" />);
  expect(before.getAttribute("style") || null).toBeNull();
});

test("providers and the tag add up, the innermost first; a value left undefined is not one", () => {
  const shop = createScriptedShop();
  const inner = (
    <KaikeiProvider appearance={{ variables: { accent: "green", gap: "8px" } }}>
      <PayPayQr order="order-1" appearance={{ variables: { gap: "4px", accent: undefined } }} />
    </KaikeiProvider>
  );
  const { container } = renderShop(shop, inner, {
    appearance: { theme: "light", variables: { accent: "red", radius: "0" } },
  });
  expect(card(container).dataset.theme).toBe("light");
  expect(variable(container, "accent")).toBe("green");
  expect(variable(container, "gap")).toBe("4px");
  expect(variable(container, "radius")).toBe("0");
});

test.each(["red; background: url(https://evil.example/)", "red } * { color: red", 'red" onclick="alert(1)'])(
  "the value %s cannot bring another declaration with it",
  (accent) => {
    const shop = createScriptedShop();
    const { container } = renderShop(
      shop,
      <PayPayQr order="order-1" appearance={{ variables: { accent } }} />,
    );
    const { style } = card(container);
    expect(style.background).toBe("");
    expect([...style].filter((name) => name !== "--kaikei-accent")).toEqual([]);
    expect(card(container).getAttribute("onclick")).toBeNull();
  },
);

function Broken(): never {
  throw new Error("the shop's mistake");
}

test("a card that is broken keeps its look", () => {
  vi.spyOn(console, "error").mockReturnValue(undefined);
  const tag = (
    <PayPayQr order="order-1" appearance={appearance}>
      <Broken />
    </PayPayQr>
  );
  const { container } = renderShop(createScriptedShop(), tag);
  expect(card(container).dataset.slot).toBe("broken-card");
  expect(card(container).dataset.theme).toBe("dark");
  expect(variable(container, "accent")).toBe("#0a7");
});

test("the server's HTML has the theme and no inline style", () => {
  vi.stubGlobal("document", undefined);
  vi.stubGlobal("window", undefined);
  try {
    const html = renderToString(
      <KaikeiProvider appearance={appearance}>
        <PayPayQr order="order-1" />
      </KaikeiProvider>,
    );
    expect(html).toContain('data-theme="dark"');
    expect(html).not.toContain("style=");
  } finally {
    vi.unstubAllGlobals();
  }
});
