import { cleanup, fireEvent, screen } from "@testing-library/react";
import { Component, type ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LinkAccountButton } from "../tags/link-account-button.tsx";
import { PaymentStatus } from "../tags/payment-status.tsx";
import { PayPayQr } from "../tags/paypay-qr.tsx";
import { pass, renderShop, shownPhase, slot } from "../testing/render-shop.tsx";
import { createScriptedShop } from "../testing-kit/create-scripted-shop.ts";
import { CancelButton } from "./cancel-button.tsx";
import { PaymentCard } from "./payment-card.tsx";

beforeEach(() => {
  vi.useFakeTimers();
  // React tells the developer, too.
  vi.spyOn(console, "error").mockReturnValue(undefined);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const mistake = new Error("the shop's mistake");

function Broken({ when }: { when: () => boolean }) {
  if (when()) throw mistake;
  return <p>the shop's own words</p>;
}

test("a child that throws leaves a card with words and a way to try again; the page around it lives", async () => {
  const shop = createScriptedShop();
  let broken = true;
  const onError = vi.fn();
  const page = (
    <main>
      <p>The shop</p>
      <PayPayQr order="order-1" onError={onError}>
        <Broken when={() => broken} />
      </PayPayQr>
    </main>
  );
  const { container } = renderShop(shop, page, { locale: "en" });
  await pass(0);
  expect(screen.getByText("The shop")).toBeTruthy();
  expect(slot(container, "broken-card")?.classList.contains("kaikei")).toBe(true);
  expect(shownPhase(container)).toBe("error");
  expect(screen.getByRole("alert").textContent).toContain("Your payment itself is not affected.");
  expect(container.textContent).not.toContain("mistake");
  expect(onError).toHaveBeenCalledWith(mistake);

  broken = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await pass(0);
  expect(screen.getByText("the shop's own words")).toBeTruthy();
  expect(screen.getByRole("img")).toBeTruthy();
  // The payment was held above: it has not been started anew.
  expect(shop.posts()).toBe(1);
});

test("what throws again is told again, and the card stays", async () => {
  const shop = createScriptedShop();
  const onError = vi.fn();
  const tag = (
    <PayPayQr order="order-1" onError={onError}>
      <Broken when={() => true} />
    </PayPayQr>
  );
  const { container } = renderShop(shop, tag);
  await pass(0);
  const before = onError.mock.calls.length;
  fireEvent.click(screen.getByRole("button", { name: "もう一度試す" }));
  await pass(0);
  expect(slot(container, "broken-card")).not.toBeNull();
  expect(onError.mock.calls.length).toBeGreaterThan(before);
});

test("a part that throws later, and a render that throws, stay within their card", async () => {
  const shop = createScriptedShop();
  let broken = false;
  const state = { phase: "payable", payment: shop.view, trouble: null } as const;
  const action = { kind: "scan_qr", url: "https://qr.example/", deepLink: null } as const;
  const card = (
    <PaymentCard state={{ ...state, action }}>
      <CancelButton
        state={{ ...state, action }}
        onCancel={() => undefined}
        render={(props) => {
          if (broken) throw mistake;
          return <button type="button" {...props} />;
        }}
      />
    </PaymentCard>
  );
  const page = (
    <>
      {card}
      <LinkAccountButton>{"child"}</LinkAccountButton>
    </>
  );
  const { container, change } = renderShop(shop, page, { basePath: shop.basePath });
  await pass(0);
  expect(slot(container, "cancel-button")).not.toBeNull();
  broken = true;
  change(page, { basePath: shop.basePath, locale: "en" });
  expect(slot(container, "broken-card")).not.toBeNull();
  expect(slot(container, "cancel-button")).toBeNull();
  expect(slot(container, "link-account")?.dataset.status).toBe("not_linked");
});

test("inside another tag, <PaymentStatus> is caught by that tag's card", async () => {
  const shop = createScriptedShop();
  const tag = (
    <PayPayQr order="order-1">
      <PaymentStatus>
        <Broken when={() => true} />
      </PaymentStatus>
    </PayPayQr>
  );
  const { container } = renderShop(shop, tag);
  await pass(0);
  expect(container.querySelectorAll(".kaikei")).toHaveLength(1);
  expect(slot(container, "broken-card")).not.toBeNull();
});

/** As Next's own boundaries, which do what `redirect()` and `notFound()` have thrown. */
class RouterBoundary extends Component<{ children: ReactNode }, { digest: string }> {
  override state = { digest: "" };

  static getDerivedStateFromError(error: { digest?: string }) {
    return { digest: error.digest };
  }

  override render() {
    return this.state.digest || this.props.children;
  }
}

function Leaving({ digest }: { digest: string }): ReactNode {
  throw Object.assign(new Error(digest), { digest });
}

test.each(["NEXT_REDIRECT;replace;/thanks;307;", "NEXT_HTTP_ERROR_FALLBACK;404"])(
  "a child that says %s is heard by Next: the card does not call it broken",
  async (digest) => {
    const onError = vi.fn();
    const { container } = renderShop(
      createScriptedShop(),
      <RouterBoundary>
        <PayPayQr order="order-1" onError={onError}>
          <Leaving digest={digest} />
        </PayPayQr>
      </RouterBoundary>,
    );
    await pass(0);
    expect(container.textContent).toBe(digest);
    expect(onError).not.toHaveBeenCalled();
  },
);
