import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PayPayQr } from "./tags/paypay-qr.tsx";
import { pass, renderShop } from "./testing/render-shop.tsx";
import { errorResponse } from "./testing-kit/answers.ts";
import { createScriptedShop } from "./testing-kit/create-scripted-shop.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const hostile = [
  "<script>window.hacked = true</script>",
  "<img src=x onerror='window.hacked = true'>",
  "\"><svg onload='window.hacked = true'>",
  "</style><script>window.hacked = true</script>",
  "javascript:window.hacked=true",
  "{{constructor.constructor('window.hacked=true')()}}",
  "&lt;script&gt;window.hacked = true&lt;/script&gt;",
  "<a href='javascript:window.hacked=true'>x</a>",
  "\u202e<iframe srcdoc='<script>parent.hacked = true</script>'>",
];

const elements = (container: HTMLElement) =>
  [...container.querySelectorAll("script, img, iframe, style, [onload], [onerror], [srcdoc]")].map(
    ({ outerHTML }) => outerHTML,
  );

test.each(hostile)("%s as the order and in an error of the server is text and nothing else", async (text) => {
  const shop = createScriptedShop({ order: text });
  const { container } = renderShop(shop, <PayPayQr order={text} />);
  await pass(0);
  expect(elements(container)).toEqual([]);
  expect(shop.sent[0]?.body).toEqual({ order: text });

  const failing = createScriptedShop();
  failing.next.push(() => errorResponse(400, text, false));
  const failed = renderShop(failing, <PayPayQr order={`${text} again`} />);
  await pass(0);
  expect(elements(failed.container)).toEqual([]);
  expect(Reflect.get(window, "hacked")).toBeUndefined();
});

test.each([
  "javascript:window.hacked=true",
  "JaVaScRiPt:alert(1)",
  "data:text/html,<script>1</script>",
  "vbscript:x",
])("an address %s that should never have come this far becomes neither a link nor a code", async (url) => {
  const shop = createScriptedShop({ device: "phone", nextAction: { kind: "scan_qr", url, deepLink: null } });
  const { container } = renderShop(shop, <PayPayQr order="order-1" />);
  await pass(0);
  const links = [...container.querySelectorAll("a")].map((link) => link.getAttribute("href") ?? "");
  expect(links.filter((href) => /^(javascript|data|vbscript):/i.test(href))).toEqual([]);
  expect(container.querySelector('[role="img"]')).toBeNull();
});
