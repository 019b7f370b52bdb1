import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanup, fireEvent } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LinkAccountButton } from "./tags/link-account-button.tsx";
import { PaymentReceipt } from "./tags/payment-receipt.tsx";
import { PaymentStatus } from "./tags/payment-status.tsx";
import { PayPayButton } from "./tags/paypay-button.tsx";
import { PayPayKiosk } from "./tags/paypay-kiosk.tsx";
import { PayPayQr } from "./tags/paypay-qr.tsx";
import { pass, renderShop, slot } from "./testing/render-shop.tsx";
import { errorResponse } from "./testing-kit/answers.ts";
import { createScriptedShop, type ShopScript } from "./testing-kit/create-scripted-shop.ts";
import { charging, completed, declined, ended, linkedAccount } from "./testing-kit/views.ts";

const folder = import.meta.dirname;
const pages = ["hooks", "parts"]
  .map((page) => readFileSync(join(folder, `../../../docs/react/${page}.md`), "utf8"))
  .join("\n");

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** Every state that the tags can be brought to, by what the server says. */
const scripts: Array<(shop: ShopScript) => void> = [
  () => undefined,
  (shop) => Object.assign(shop.view, { device: "phone" }),
  (shop) => Object.assign(shop.view, { status: "created", nextAction: null }),
  (shop) => Object.assign(shop.view, { expiresAt: 0 }),
  (shop) => Object.assign(shop.view, { retiring: true }),
  (shop) => Object.assign(shop.view, { status: "authorized" }),
  (shop) => Object.assign(shop.view, charging(shop.view)),
  (shop) => Object.assign(shop.view, { nextAction: { kind: "open_wallet", until: null } }),
  (shop) =>
    Object.assign(shop.view, { nextAction: { kind: "approve", url: "https://a.example/", until: null } }),
  (shop) => Object.assign(shop.view, { needsAttention: true, nextAction: null }),
  (shop) => Object.assign(shop.view, completed(shop.view)),
  (shop) => Object.assign(shop.view, ended(shop.view, "canceled")),
  (shop) => Object.assign(shop.view, ended(shop.view, "expired")),
  (shop) => Object.assign(shop.view, ended(shop.view, "failed")),
  (shop) => shop.next.push(() => errorResponse(500, "configuration", false)),
];

/** The same of the linked account, and what she taps then. */
const accountScripts: Array<[script: (shop: ShopScript) => void, ...taps: string[]]> = [
  [(shop) => shop.next.push(() => new Promise(() => undefined))],
  [(shop) => shop.next.push(() => errorResponse(500, "configuration", false))],
  [(shop) => Object.assign(shop.account, { status: "signed_out" })],
  [() => undefined],
  [() => undefined, "link-button"],
  [() => undefined, "scan-button"],
  [(shop) => Object.assign(shop.account, { status: "ended" })],
  [(shop) => Object.assign(shop.account, { confirmation: { attempt: "a", maskedPhone: null } })],
  [
    (shop) => Object.assign(shop.account, { confirmation: { attempt: "a", maskedPhone: null } }),
    "confirm-button",
  ],
  [(shop) => Object.assign(shop.account, linkedAccount()), "unlink-button"],
  [(shop) => Object.assign(shop.account, linkedAccount()), "unlink-button", "unlink-yes"],
];

async function emittedOfAccount() {
  const slots = new Map<string, boolean>();
  const phases = new Set<string>();
  for (const [script, ...taps] of accountScripts) {
    const shop = createScriptedShop();
    script(shop);
    const settings = { basePath: shop.basePath };
    const { container } = renderShop(shop, <LinkAccountButton signInHref="/sign-in" />, settings);
    await pass(0);
    collect(container, slots, phases);
    for (const tap of taps) {
      // What it sends is not answered: the state in between stays.
      shop.next.push(() => new Promise(() => undefined));
      fireEvent.click(slot(container, tap) ?? container);
      collect(container, slots, phases);
    }
    cleanup();
  }
  return { slots, phases };
}

function collect(container: HTMLElement, slots: Map<string, boolean>, phases: Set<string>): void {
  for (const element of container.querySelectorAll<HTMLElement>("[data-slot]")) {
    const { slot = "", status } = element.dataset;
    slots.set(slot, status !== undefined);
    if (status !== undefined) phases.add(status);
  }
}

async function emitted() {
  const slots = new Map<string, boolean>();
  const phases = new Set<string>();
  for (const script of scripts) {
    const shop = createScriptedShop();
    script(shop);
    const { container } = renderShop(shop, <PayPayQr order="order-1" logo="The shop" />);
    await pass(0);
    collect(container, slots, phases);
    shop.next.push(() => Promise.reject(new TypeError("offline")));
    await pass(3_000);
    collect(container, slots, phases);
    cleanup();
  }
  for (const reason of ["suspected_duplicate", "authorization_ended"] as const) {
    const shop = createScriptedShop();
    shop.account = linkedAccount();
    shop.view = declined(shop.view, reason);
    const { container } = renderShop(shop, <PayPayButton order="order-1" />, { basePath: shop.basePath });
    await pass(0);
    collect(container, slots, phases);
    fireEvent.click(slot(container, "pay-button") ?? container);
    await pass(0);
    collect(container, slots, phases);
    cleanup();
  }
  const shop = createScriptedShop();
  const alone = <PaymentStatus payment={{ token: "tok", payment: shop.view }} />;
  collect(renderShop(shop, alone).container, slots, phases);
  const phone = createScriptedShop({ device: "phone" });
  const { container } = renderShop(phone, <PayPayQr order="order-1" />);
  await pass(0);
  fireEvent.click(slot(container, "copy-link-button") ?? container);
  await pass(0);
  collect(container, slots, phases);
  const payment = { token: "tok", payment: completed(createScriptedShop().view) };
  for (const tag of [
    <PaymentReceipt key="receipt" payment={payment} />,
    <PayPayKiosk key="kiosk" order="order-1" payment={payment} onReturn={() => undefined} />,
  ])
    collect(renderShop(shop, tag).container, slots, phases);
  vi.spyOn(console, "error").mockReturnValue(undefined);
  const broken = (
    <PayPayQr order="order-1">
      <Broken />
    </PayPayQr>
  );
  collect(renderShop(shop, broken).container, slots, phases);
  return { slots, phases };
}

function Broken(): never {
  throw new Error("a shop's own mistake");
}

test("the pages' table of slots is what is emitted, data-status included", async () => {
  const rows = pages.slice(pages.indexOf("| `data-slot` "), pages.indexOf("A `PaymentCard` of your own"));
  const documented = [...rows.matchAll(/^\| `([\w-]+)` +\|.*\| (●?) *\|$/gm)].map(([, slot, mark]) => [
    slot,
    mark === "●",
  ]);
  const payments = await emitted();
  const accounts = await emittedOfAccount();
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries([...payments.slots, ...accounts.slots]));
  expect(phasesBetween("| `phase`, `data-status` ", "`trouble` is a request")).toEqual(
    [...payments.phases].sort(),
  );
  expect(phasesBetween("| `phase` of an account", "`outcome` is")).toEqual([...accounts.phases].sort());
});

function phasesBetween(start: string, end: string): Array<string | undefined> {
  const rows = pages.slice(pages.indexOf(start), pages.indexOf(end));
  return [...rows.matchAll(/^\| `([a-z_]+)` +\|/gm)].map(([, phase]) => phase).sort();
}
