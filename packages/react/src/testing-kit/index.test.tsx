import { readdirSync, readFileSync } from "node:fs";
import { act, cleanup, render, waitFor } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import { PayPayButton } from "../tags/paypay-button.tsx";
import { PayPayQr } from "../tags/paypay-qr.tsx";
import * as kit from "./index.ts";

const { accounts, completed, createScriptedShop, errorResponse, ScriptedShop, views } = kit;

afterEach(cleanup);

/** Waits until the cards of a page stand so. */
const shows = (container: HTMLElement, ...phases: string[]) =>
  waitFor(() => {
    const cards = [...container.querySelectorAll(".kaikei")];
    expect(cards.map((card) => card.getAttribute("data-status"))).toEqual(phases);
  });

test("exactly these names are public", () => {
  expect(Object.keys(kit).sort()).toEqual([
    "ScriptedShop",
    "accounts",
    "answerLater",
    "charging",
    "completed",
    "createScriptedShop",
    "declined",
    "ended",
    "errorResponse",
    "serverStart",
    "views",
  ]);
});

test("needs no test runner and no Node: it runs in a browser and in Storybook as well", () => {
  const files = readdirSync(import.meta.dirname).filter((file) => !file.includes(".test."));
  const imported = files.flatMap((file) =>
    [...readFileSync(`${import.meta.dirname}/${file}`, "utf8").matchAll(/ from "([^"]+)"/g)].map(
      ([, specifier = ""]) => specifier,
    ),
  );
  const foreign = imported.filter((specifier) => !specifier.startsWith("."));
  expect([...new Set(foreign)].sort()).toEqual(["@kaikei/server/contract", "react"]);
});

const { declined, ...byPhase } = views;

test.each(Object.entries(byPhase))("views.%s() brings a tag to that phase", async (phase, view) => {
  const { container } = render(
    <ScriptedShop payment={view()}>
      <PayPayQr order="order-1" />
    </ScriptedShop>,
  );
  await shows(container, phase);
});

test("a declined charge asks whether she means it, in the words of the page", async () => {
  const shop = createScriptedShop(declined("suspected_duplicate"));
  shop.account = accounts.linked();
  const { container } = render(
    <ScriptedShop shop={shop} locale="en">
      <PayPayButton order="order-1" />
    </ScriptedShop>,
  );
  await shows(container, "ready");
  await waitFor(() =>
    expect(container.querySelector("[data-slot=pay-button]:not(:disabled)")).not.toBeNull(),
  );
  await act(async () => container.querySelector<HTMLElement>("[data-slot=pay-button]")?.click());
  await shows(container, "failed");
  expect(container.querySelector("[data-slot=pay-button]")?.textContent).toMatch(/Pay/);
});

test("the test says what happens next, and counts what the page has asked", async () => {
  const shop = createScriptedShop({ pollAfterMs: 250 });
  const onComplete = vi.fn();
  const { container } = render(
    <ScriptedShop shop={shop}>
      <PayPayQr order="order-1" onComplete={onComplete} />
    </ScriptedShop>,
  );
  await shows(container, "payable");
  shop.view = completed(shop.view);
  await shows(container, "completed");
  expect(onComplete).toHaveBeenCalledOnce();
  expect([shop.posts(), shop.looks()]).toEqual([1, 1]);
});

test("a refusal is in the server's words, and two shops in one page know nothing of each other", async () => {
  const refusing = createScriptedShop();
  refusing.next.push(() => errorResponse(404, "order_not_found", false));
  const { container } = render(
    <>
      <ScriptedShop shop={refusing}>
        <PayPayQr order="order-1" />
      </ScriptedShop>
      <ScriptedShop payment={views.completed()}>
        <PayPayQr order="order-1" />
      </ScriptedShop>
    </>,
  );
  await shows(container, "error", "completed");
});

test("the shopper can cancel what can be paid", async () => {
  const { container } = render(
    <ScriptedShop payment={views.payable()}>
      <PayPayQr order="order-1" />
    </ScriptedShop>,
  );
  await shows(container, "payable");
  await act(async () => container.querySelector<HTMLElement>("[data-slot=cancel-button]")?.click());
  await shows(container, "canceled");
});

test("the server renders a payment that is there, with no document", () => {
  vi.stubGlobal("document", undefined);
  vi.stubGlobal("window", undefined);
  const payment = views.payable();
  const html = renderToString(
    <ScriptedShop payment={payment}>
      <PayPayQr order="order-1" payment={{ token: "tok", payment }} />
    </ScriptedShop>,
  );
  vi.unstubAllGlobals();
  expect(html).toContain('data-status="payable"');
});
