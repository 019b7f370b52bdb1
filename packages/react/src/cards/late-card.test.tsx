import { act, cleanup, render, screen } from "@testing-library/react";
import {
  type ComponentPropsWithRef,
  createRef,
  type ReactElement,
  startTransition,
  useLayoutEffect,
} from "react";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { KaikeiProvider } from "../kaikei-provider.tsx";
import { lookOf } from "../look.ts";
import { paymentImports } from "../messages/payment/imports.ts";
import type { RenderPart } from "../parts/create-part.ts";
import { paymentState } from "../payment-state.ts";
import { pass, renderShop, slot } from "../testing/render-shop.tsx";
import { createScriptedShop } from "../testing-kit/create-scripted-shop.ts";
import { completed, pendingView } from "../testing-kit/views.ts";
import * as inBrowser from "./cards.browser.ts";
import * as atOnce from "./cards.ts";
import { lateCard } from "./late-card.tsx";

let root: Root | null = null;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  act(() => root?.unmount());
  root = null;
  cleanup();
  vi.useRealTimers();
});

const { PaymentStatusCard } = atOnce;
const state = paymentState(lookOf(pendingView()), false, null);

/** A card whose code comes when the test says so. */
function createLateStatus() {
  let arrive: () => void = () => undefined;
  const coming = new Promise<typeof PaymentStatusCard>((resolve) => {
    arrive = () => resolve(PaymentStatusCard);
  });
  return {
    Late: lateCard<Parameters<typeof PaymentStatusCard>[0]>("payment-status", () => coming),
    coming,
    resolve: () => arrive(),
    arrive: async () => {
      arrive();
      await pass(0);
    },
  };
}

async function hydrate(element: ReactElement, html: string) {
  const container = document.createElement("div");
  container.innerHTML = html;
  document.body.append(container);
  const onRecoverableError = vi.fn();
  const page = (inner: ReactElement) => <KaikeiProvider locale="en">{inner}</KaikeiProvider>;
  await act(async () => {
    root = hydrateRoot(container, page(element), { onRecoverableError });
  });
  return {
    container,
    onRecoverableError,
    change: (inner: ReactElement) => act(async () => root?.render(page(inner))),
  };
}

/** As a page does: takes over the server's HTML, or draws all of it where there is none. */
async function hydrateOrRender(element: ReactElement, html: string) {
  if (html) return hydrate(element, html);
  const page = (inner: ReactElement) => <KaikeiProvider locale="en">{inner}</KaikeiProvider>;
  const { container, rerender } = render(page(element));
  return { container, change: async (inner: ReactElement) => rerender(page(inner)) };
}

test("the server's HTML stays until the code is there, as long as it is true; then it lives", async () => {
  const html = renderToString(
    <KaikeiProvider locale="en">
      <PaymentStatusCard state={state} className="own" />
    </KaikeiProvider>,
  );
  const errors = vi.spyOn(console, "error");
  const { Late, arrive } = createLateStatus();
  const { container, change, onRecoverableError } = await hydrate(
    <Late state={state} className="own" />,
    html,
  );
  expect(container.innerHTML).toBe(html);
  await change(<Late state={{ ...state }} className="own" />);
  expect(container.innerHTML).toBe(html);

  const paid = paymentState(lookOf(completed(pendingView())), false, null);
  await change(<Late state={paid} className="own" />);
  // What it says is not true any more.
  expect(slot(container, "payment-status")?.innerHTML.trim()).toBe("");

  await arrive();
  expect(slot(container, "status-title")?.textContent).toBe("Payment complete");
  expect(container.querySelectorAll(".kaikei")).toHaveLength(1);
  expect(container.querySelector(".kaikei")?.className).toBe("kaikei own");
  expect(errors.mock.calls).toEqual([]);
  expect(onRecoverableError).not.toHaveBeenCalled();
});

test("another payment's code leaves the screen at once, whatever has been loaded", async () => {
  const html = renderToString(
    <KaikeiProvider locale="en">
      <PaymentStatusCard state={state} />
    </KaikeiProvider>,
  );
  const { Late } = createLateStatus();
  const { container, change } = await hydrate(<Late state={state} />, html);
  expect(slot(container, "amount-value")?.textContent).toBe("¥1,200");
  const another = pendingView({ id: "pay_another", amount: { value: 1500, currency: "JPY" } });
  await change(<Late state={paymentState(lookOf(another), false, null)} />);
  expect(slot(container, "amount-value")).toBeNull();
});

/** Does something as soon as what is beside it is on the page. */
function Beside({ onShown }: { onShown: () => void }) {
  useLayoutEffect(onShown, [onShown]);
  return null;
}

test("a card whose code comes between its first sight and its effects is shown, too", async () => {
  vi.useRealTimers();
  const { Late, resolve } = createLateStatus();
  render(<Late state={state} />);
  // Effects of their own time, as in a browser.
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false);
  const container = document.createElement("div");
  root = createRoot(container);
  root.render([<Late key="late" state={state} />, <Beside key="beside" onShown={resolve} />]);
  await vi.waitFor(() => expect(slot(container, "status-title")).not.toBeNull());
});

/** Takes longer to render than React works in one go. */
function Slow({ onRender }: { onRender: () => void }) {
  const end = performance.now() + 10;
  while (performance.now() < end);
  onRender();
  return null;
}

test("a card's first sight is made in steps: what else the page has to do gets in between", async () => {
  vi.useRealTimers();
  const order: string[] = [];
  const slow = (name: string) => <Slow onRender={() => order.push(name)} />;
  const Late = lateCard<Parameters<typeof PaymentStatusCard>[0]>("payment-status", async () => {
    const beat = () => {
      order.push("the page");
      if (!order.includes("third")) setImmediate(beat);
    };
    setImmediate(beat);
    return PaymentStatusCard;
  });
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false);
  root = createRoot(document.createElement("div"));
  root.render(
    <Late state={state}>
      {slow("first")}
      {slow("second")}
      {slow("third")}
    </Late>,
  );
  await vi.waitFor(() => expect(order).toContain("third"));
  expect(order.slice(order.indexOf("first"), order.indexOf("third"))).toContain("the page");
});

test("an action of the shop's that takes its time does not keep a card from coming", async () => {
  vi.useRealTimers();
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false);
  const { Late, resolve } = createLateStatus();
  const container = document.createElement("div");
  root = createRoot(container);
  let endAction: () => void = () => undefined;
  startTransition(async () => {
    await new Promise<void>((resolve) => {
      endAction = resolve;
    });
  });
  root.render(<Late state={state} />);
  await vi.waitFor(() => expect(slot(container, "payment-status")).not.toBeNull());
  resolve();
  await vi.waitFor(() => expect(slot(container, "status-title")).not.toBeNull());
  endAction();
});

test("without a server's HTML the card is there at once, empty and busy, with the shop's class, id and ref", async () => {
  const { Late, arrive } = createLateStatus();
  const ref = createRef<HTMLElement>();
  const { container } = renderShop(
    createScriptedShop(),
    <Late ref={ref} state={state} id="pay" className="own" appearance={{ theme: "dark" }} />,
  );
  const card = slot(container, "payment-status");
  expect(card?.outerHTML).toBe(
    '<section id="pay" class="kaikei own" data-slot="payment-status" data-status="payable" data-theme="dark" aria-busy="true"></section>',
  );
  expect(ref.current).toBe(card);
  await arrive();
  const shown = slot(container, "payment-status");
  expect(ref.current).toBe(shown);
  expect(shown?.getAttribute("aria-busy")).toBeNull();
  expect(shown?.id).toBe("pay");
  expect(slot(container, "status-title")).not.toBeNull();
});

test("once it is there, the next one is shown at once", async () => {
  const { Late, arrive } = createLateStatus();
  const { change, container } = renderShop(createScriptedShop(), <Late state={state} />);
  await arrive();
  change(null);
  change(<Late state={state} />);
  expect(slot(container, "status-title")).not.toBeNull();
});

test("code that does not come is asked for again", async () => {
  const part = vi.fn().mockResolvedValue(PaymentStatusCard);
  // StrictMode asks twice.
  for (let times = 0; times < 2; times += 1) part.mockRejectedValueOnce(new TypeError("offline"));
  const Late = lateCard<Parameters<typeof PaymentStatusCard>[0]>("payment-status", part);
  const { container } = renderShop(createScriptedShop(), <Late state={state} />);
  await pass(0);
  expect(slot(container, "status-title")).toBeNull();
  await pass(1_000);
  expect(slot(container, "status-title")).not.toBeNull();
});

test("a shop's own element is in its place from the beginning", async () => {
  const { Late, arrive } = createLateStatus();
  const article = <Late state={state} render={(props) => <article {...props} />} />;
  renderShop(createScriptedShop(), article);
  expect(screen.getByRole("article").dataset.slot).toBe("payment-status");
  await arrive();
  expect(screen.getByRole("article").textContent).not.toBe("");
});

/** A shop's component that has something of its own beside what it is given. */
function Panel({ children, ...props }: ComponentPropsWithRef<"section">) {
  return (
    <section {...props}>
      <h1>Our own</h1>
      {children}
    </section>
  );
}

const renders: { [how: string]: RenderPart<"section"> } = {
  "an element with more inside": ({ children, ...props }) => (
    <article {...props}>
      <h1>Our own</h1>
      <div>{children}</div>
    </article>
  ),
  "an element around it": (props) => (
    <div className="frame">
      <h1>Our own</h1>
      <section {...props} />
    </div>
  ),
  "a component with more inside": (props) => <Panel {...props} />,
};

test.each(Object.entries(renders))(
  "%s in its place is no reason to fail, with a server's HTML or without",
  async (_how, render) => {
    // React tells the console of what it has caught.
    vi.spyOn(console, "error").mockReturnValue();
    const card = <PaymentStatusCard state={state} render={render} />;
    const html = renderToString(<KaikeiProvider locale="en">{card}</KaikeiProvider>);
    for (const fromServer of [html, ""]) {
      const { Late, arrive } = createLateStatus();
      const { container, change } = await hydrateOrRender(<Late state={state} render={render} />, fromServer);
      expect(container.querySelector("[data-slot=payment-status]")).not.toBeNull();
      const paid = paymentState(lookOf(completed(pendingView())), false, null);
      await change(<Late state={paid} render={render} />);
      await pass(11_000);
      await arrive();
      expect(container.querySelector("h1")?.textContent).toBe("Our own");
      expect(slot(container, "status-title")?.textContent).toBe("Payment complete");
      act(() => root?.unmount());
      cleanup();
    }
  },
);

test("an element with more inside is taken over from the server's HTML as it is", async () => {
  const render = renders["an element with more inside"];
  const card = <PaymentStatusCard state={state} render={render} />;
  const html = renderToString(<KaikeiProvider locale="en">{card}</KaikeiProvider>);
  const errors = vi.spyOn(console, "error");
  const { Late, arrive } = createLateStatus();
  const { container, onRecoverableError } = await hydrate(<Late state={state} render={render} />, html);
  expect(container.innerHTML).toBe(html);
  await arrive();
  expect(slot(container, "status-title")?.textContent).toBe("Waiting for your payment");
  expect([errors.mock.calls, onRecoverableError.mock.calls]).toEqual([[], []]);
});

test("a render that throws takes nothing with it but the card", async () => {
  const { Late, arrive } = createLateStatus();
  vi.spyOn(console, "error").mockReturnValue();
  const onError = vi.fn();
  const render = () => {
    throw new Error("the shop's own");
  };
  const page = (
    <>
      <p>The rest of the page</p>
      <Late state={state} render={render} onError={onError} />
    </>
  );
  const { container } = renderShop(createScriptedShop(), page, { locale: "en" });
  expect(container.textContent).toContain("The rest of the page");
  await arrive();
  expect(container.textContent).toContain("The rest of the page");
  expect(onError).toHaveBeenCalled();
  expect(slot(container, "broken-card")).not.toBeNull();
});

test("a browser has the same cards as a server, each under its own slot", async () => {
  expect(Object.keys(inBrowser)).toEqual(Object.keys(atOnce));
  const { PaymentStatusCard: Status, PaymentReceiptCard: Receipt } = inBrowser;
  const both = (
    <>
      <Status state={state} />
      <Receipt state={state} />
    </>
  );
  const { container } = renderShop(createScriptedShop(), both);
  const slots = () =>
    [...container.querySelectorAll<HTMLElement>(".kaikei")].map(({ dataset }) => dataset.slot);
  expect(slots()).toEqual(["payment-status", "payment-receipt"]);
  await vi.waitFor(async () => {
    await pass(10);
    expect(container.querySelectorAll("h2")).toHaveLength(2);
  });
  expect(slots()).toEqual(["payment-status", "payment-receipt"]);
});

test("code that never comes: after ten seconds an empty card says so and leads to the page anew, and it lives if it comes", async () => {
  const { Late, arrive } = createLateStatus();
  const { container } = renderShop(createScriptedShop(), <Late state={state} />);
  await pass(9_900);
  expect(slot(container, "payment-status")?.textContent).toBe("");
  await pass(200);
  const card = slot(container, "payment-status");
  expect(screen.getByRole("alert").textContent).toContain("Could not load");
  // An empty address is the page's.
  expect(card?.querySelector('a[href=""]')?.textContent).toContain("Reload");
  expect(card?.getAttribute("aria-busy")).toBe("false");
  await arrive();
  expect(slot(container, "status-title")).not.toBeNull();
  expect(screen.queryByRole("alert")).toBeNull();
});

const serverHtml = () =>
  renderToString(
    <KaikeiProvider locale="en">
      <PaymentStatusCard state={state}>
        <a href="/help">Help</a>
        <a href="/orders">Orders</a>
      </PaymentStatusCard>
    </KaikeiProvider>,
  );

test("code that never comes: the server's HTML stays while it is true, and gives way to the same words when it is not", async () => {
  const { Late } = createLateStatus();
  const { container, change } = await hydrate(<Late state={state} />, serverHtml());
  await pass(60_000);
  expect(slot(container, "amount-value")?.textContent).toBe("¥1,200");
  expect(screen.queryByRole("alert")).toBeNull();
  const paid = paymentState(lookOf(completed(pendingView())), false, null);
  await change(<Late state={paid} />);
  expect(slot(container, "amount-value")).toBeNull();
  await pass(10_100);
  expect(container.querySelector('a[href=""]')?.textContent).toContain("Reload");
});

test("code that never comes: a server's HTML that only says that something is being prepared does not say so for ever", async () => {
  const starting = { phase: "starting", payment: null, trouble: null } as const;
  const html = renderToString(
    <KaikeiProvider locale="en">
      <PaymentStatusCard state={starting} />
    </KaikeiProvider>,
  );
  const { Late } = createLateStatus();
  const { container, change } = await hydrate(<Late state={starting} />, html);
  await pass(5_000);
  expect(slot(container, "status-title")?.textContent).toBe("Preparing your payment");
  await change(<Late state={state} />);
  await pass(5_100);
  expect(slot(container, "status-title")).toBeNull();
  expect(container.querySelector('a[href=""]')?.textContent).toContain("Reload");
});

test("what had the focus in the server's HTML has it in the card, and what has it elsewhere keeps it", async () => {
  const first = createLateStatus();
  const children = [
    <a key="help" href="/help">
      Help
    </a>,
    <a key="orders" href="/orders">
      Orders
    </a>,
  ];
  const { container } = await hydrate(<first.Late state={state}>{children}</first.Late>, serverHtml());
  const before = screen.getByRole("link", { name: "Orders" });
  before.focus();
  await first.arrive();
  const after = screen.getByRole("link", { name: "Orders" });
  expect(after).not.toBe(before);
  expect(document.activeElement).toBe(after);

  act(() => root?.unmount());
  container.remove();
  const second = createLateStatus();
  await hydrate(<second.Late state={state}>{children}</second.Late>, serverHtml());
  const elsewhere = document.body.appendChild(document.createElement("button"));
  elsewhere.focus();
  await second.arrive();
  expect(document.activeElement).toBe(elsewhere);
  elsewhere.remove();
});

test("of two cards that arrive together the one that had the focus has it", async () => {
  const paid = paymentState(lookOf(completed(pendingView())), false, null);
  const help = <a href="/help">Help</a>;
  const { PaymentReceiptCard } = atOnce;
  const html = renderToString(
    <KaikeiProvider locale="en">
      <PaymentReceiptCard state={paid}>{help}</PaymentReceiptCard>
      <PaymentStatusCard state={paid}>{help}</PaymentStatusCard>
    </KaikeiProvider>,
  );
  const { Late, arrive, coming } = createLateStatus();
  const Receipt = lateCard<Parameters<typeof PaymentReceiptCard>[0]>("payment-receipt", async () => {
    await coming;
    return PaymentReceiptCard;
  });
  const { container } = await hydrate(
    <>
      <Receipt state={paid}>{help}</Receipt>
      <Late state={paid}>{help}</Late>
    </>,
    html,
  );
  const links = () => [...container.querySelectorAll<HTMLElement>("a[href='/help']")];
  links()[1]?.focus();
  await arrive();
  expect(links()).toHaveLength(2);
  expect(document.activeElement).toBe(links()[1]);
});

test("without a server's HTML the words are asked for with the card's code, not after it", async () => {
  const asked = vi.spyOn(paymentImports, "ko");
  const { Late } = createLateStatus();
  renderShop(createScriptedShop(), <Late state={state} />, { locale: "ko-KR" });
  expect(asked).toHaveBeenCalled();
  cleanup();
  asked.mockClear();
  const html = serverHtml();
  await hydrate(<Late state={state} />, html);
  expect(asked).not.toHaveBeenCalled();
});

test("an element around the card's own has it in it from the beginning, and keeps a server's HTML that is true", async () => {
  const render = renders["an element around it"];
  const card = <PaymentStatusCard state={state} render={render} />;
  const html = renderToString(<KaikeiProvider locale="en">{card}</KaikeiProvider>);
  const { Late } = createLateStatus();
  const { container } = await hydrate(<Late state={state} render={render} />, html);
  await pass(11_000);
  expect(container.innerHTML).toBe(html);
  const alone = renderShop(createScriptedShop(), <Late state={state} render={render} />);
  expect(slot(alone.container, "payment-status")?.getAttribute("aria-busy")).toBe("true");
});
