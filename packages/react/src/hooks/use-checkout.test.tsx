import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PayPayButton } from "../tags/paypay-button.tsx";
import { PayPayQr } from "../tags/paypay-qr.tsx";
import { pass, renderShop, shownPhase, slot } from "../testing/render-shop.tsx";
import { answerLater, errorResponse } from "../testing-kit/answers.ts";
import { createScriptedShop, type ShopScript } from "../testing-kit/create-scripted-shop.ts";
import { charging, completed, declined, ended, linkedAccount } from "../testing-kit/views.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** The server makes another code: the one before is withdrawn. */
function another(shop: ShopScript, name: string): void {
  const nextAction = { kind: "scan_qr", url: `https://qr.example/${name}`, deepLink: null } as const;
  shop.view = { ...shop.view, id: `${shop.view.id}_${name}`, nextAction };
}

const address = () => screen.queryByRole("link")?.getAttribute("href");
const bodies = (shop: ShopScript) =>
  shop.sent.filter(({ method }) => method === "POST").map(({ body }) => body);

test("a changed revision drops the code at once, and one request brings the new one", async () => {
  const shop = createScriptedShop();
  const { change, container } = renderShop(shop, <PayPayQr order="order-1" revision={1} />);
  await pass(0);
  expect(address()).toBe("https://qr.example/abc");
  another(shop, "b");
  change(<PayPayQr order="order-1" revision={2} />);
  expect(shownPhase(container)).toBe("starting");
  expect(screen.queryByRole("img")).toBeNull();
  change(<PayPayQr order="order-1" revision={2} />);
  await pass(0);
  expect(address()).toBe("https://qr.example/b");
  await pass(10_000);
  expect(bodies(shop)).toEqual([{ order: "order-1" }, { order: "order-1" }]);
});

test("a revision that comes back does not bring its code back, nor does a late answer of an earlier one", async () => {
  const shop = createScriptedShop();
  const first = answerLater();
  shop.next.push(() => first.promise);
  const { change } = renderShop(shop, <PayPayQr order="order-1" revision="a" />);
  await pass(0);
  another(shop, "b");
  change(<PayPayQr order="order-1" revision="b" />);
  await pass(0);
  expect(address()).toBe("https://qr.example/b");
  another(shop, "c");
  change(<PayPayQr order="order-1" revision="a" />);
  expect(address()).toBeUndefined();
  first.resolve(Response.json({ token: "old", payment: { ...shop.view, id: "pay_old" } }));
  await pass(0);
  expect(address()).toBe("https://qr.example/c");
  expect(shop.posts()).toBe(3);
});

test("the server's payment is good for the revision that it came with", async () => {
  const shop = createScriptedShop();
  const grant = { token: "server", payment: shop.view };
  const { change } = renderShop(shop, <PayPayQr order="order-1" payment={grant} revision={1} />);
  await pass(10);
  expect([address(), shop.posts()]).toEqual(["https://qr.example/abc", 0]);
  another(shop, "b");
  change(<PayPayQr order="order-1" payment={{ ...grant }} revision={2} />);
  expect(address()).toBeUndefined();
  await pass(10);
  change(<PayPayQr order="order-1" payment={grant} revision={1} />);
  expect(address()).toBeUndefined();
  await pass(10);
  expect(address()).toBe("https://qr.example/b");
  expect(shop.posts()).toBe(2);
  const fresh = { token: "server", payment: { ...shop.view, id: "pay_new" } };
  change(<PayPayQr order="order-1" payment={fresh} revision={3} />);
  await pass(10);
  expect([address(), shop.posts()]).toEqual(["https://qr.example/b", 2]);
});

test("a revision that changes before anything was sent costs no request", async () => {
  const shop = createScriptedShop();
  const { change } = renderShop(shop, <PayPayQr order="order-1" revision={1} />);
  change(<PayPayQr order="order-1" revision={2} />);
  change(<PayPayQr order="order-1" revision={3} />);
  await pass(0);
  expect(shop.posts()).toBe(1);
});

test("the server's code is not shown beside another price than its own; what is paid is shown whatever the page says", async () => {
  const shop = createScriptedShop();
  const payment = { token: "server", payment: shop.view };
  const amount = { value: 1500, currency: "JPY" } as const;
  shop.next.push(() => errorResponse(409, "price_changed", false));
  const { container, change } = renderShop(
    shop,
    <PayPayQr order="order-1" payment={payment} amount={amount} />,
  );
  expect(address()).toBeUndefined();
  await pass(0);
  expect(bodies(shop)).toEqual([{ order: "order-1", expected: amount }]);
  expect(shownPhase(container)).toBe("error");

  shop.view = completed({ ...shop.view, id: `${shop.view.id}_paid` });
  const paid = { token: "server", payment: shop.view };
  change(<PayPayQr order="order-1" payment={paid} amount={amount} />);
  await pass(0);
  expect(shownPhase(container)).toBe("completed");
  expect(shop.posts()).toBe(1);
});

test("two tags for one order and revision ask once for each revision", async () => {
  const shop = createScriptedShop();
  const both = (revision: number) => (
    <>
      <PayPayQr order="order-1" revision={revision} />
      <PayPayQr order="order-1" revision={revision} />
    </>
  );
  const { change } = renderShop(shop, both(1));
  await pass(0);
  change(both(2));
  await pass(0);
  expect(shop.posts()).toBe(2);
});

test("what the page shows is sent along, and another amount on the page is another revision", async () => {
  const shop = createScriptedShop();
  const yen = (value: number) => ({ value, currency: "JPY" }) as const;
  const { change } = renderShop(shop, <PayPayQr order="order-1" amount={yen(1200)} />);
  await pass(0);
  change(<PayPayQr order="order-1" amount={yen(1200)} />);
  await pass(0);
  change(<PayPayQr order="order-1" amount={yen(900)} />);
  await pass(0);
  expect(bodies(shop)).toEqual([
    { order: "order-1", expected: yen(1200) },
    { order: "order-1", expected: yen(900) },
  ]);
});

test("another price than the page's: no code, words of its own, and the page's new amount starts it", async () => {
  const shop = createScriptedShop();
  shop.next.push(() => errorResponse(409, "price_changed", false));
  const yen = (value: number) => ({ value, currency: "JPY" }) as const;
  const { change, container } = renderShop(shop, <PayPayQr order="order-1" amount={yen(1000)} />);
  await pass(0);
  expect(shownPhase(container)).toBe("error");
  expect(screen.queryByRole("img")).toBeNull();
  expect(slot(container, "status-text")?.textContent).toContain("お支払い金額が変わりました");
  change(<PayPayQr order="order-1" amount={yen(1200)} />);
  await pass(0);
  expect(shownPhase(container)).toBe("payable");
});

test("what is paid stays on the screen when the shop empties its cart", async () => {
  const shop = createScriptedShop();
  const onComplete = vi.fn();
  const tag = (revision: number) => <PayPayQr order="order-1" revision={revision} onComplete={onComplete} />;
  const { change, container } = renderShop(shop, tag(1));
  await pass(0);
  shop.view = completed(shop.view);
  await pass(3_000);
  change(tag(2));
  await pass(10_000);
  expect(shownPhase(container)).toBe("completed");
  expect([shop.posts(), onComplete.mock.calls.length]).toEqual([1, 1]);
});

test("nothing is started by a changed revision before the tap", async () => {
  const shop = createScriptedShop();
  const tag = (revision: number) => <PayPayButton order="order-1" revision={revision} />;
  const { change, container } = renderShop(shop, tag(1), { basePath: shop.basePath });
  await pass(0);
  change(tag(2), { basePath: shop.basePath, fetch: shop.fetch });
  await pass(0);
  expect([shownPhase(container), shop.posts()]).toEqual(["ready", 0]);
});

describe("her linked account is being charged when the order changes", () => {
  const onComplete = vi.fn();
  const tag = (revision: number, value = 1200) => (
    <PayPayButton
      order="order-1"
      revision={revision}
      amount={{ value, currency: "JPY" }}
      onComplete={onComplete}
    />
  );

  async function tap(shop: ShopScript, answer?: Promise<Response>) {
    shop.account = linkedAccount();
    const rendered = renderShop(shop, tag(1), { locale: "en", basePath: shop.basePath });
    await pass(0);
    if (answer) shop.next.push(() => answer);
    fireEvent.click(screen.getByRole("button", { name: "Pay with PayPay" }));
    await pass(0);
    expect(shownPhase(rendered.container)).toBe("charging");
    const update = (revision: number, value?: number) =>
      rendered.change(tag(revision, value), { locale: "en", basePath: shop.basePath, fetch: shop.fetch });
    return { ...rendered, update };
  }

  beforeEach(() => onComplete.mockClear());

  test("while the request is under way: she is not asked to pay again, and sees what came of it", async () => {
    const shop = createScriptedShop();
    const charge = answerLater();
    const { container, update } = await tap(shop, charge.promise);
    update(2, 1500);
    await pass(100);
    expect(shownPhase(container)).toBe("charging");
    expect(screen.queryByRole("button")).toBeNull();
    shop.view = completed(charging(shop.view));
    charge.resolve(Response.json({ token: "tok", payment: shop.view }));
    await pass(100);
    expect([shownPhase(container), onComplete.mock.calls.length, shop.posts()]).toEqual(["completed", 1, 1]);
    update(3);
    await pass(10_000);
    expect(shownPhase(container)).toBe("completed");
  });

  test("while its outcome is not known: it is followed to its end", async () => {
    const shop = createScriptedShop();
    shop.view = charging(shop.view);
    const { container, update } = await tap(shop);
    update(2, 1500);
    await pass(100);
    expect(shownPhase(container)).toBe("charging");
    shop.view = completed(shop.view);
    await pass(4_000);
    expect([shownPhase(container), onComplete.mock.calls.length, shop.posts()]).toEqual(["completed", 1, 1]);
  });

  test("what was refused meanwhile is told; another change leads back to the new price", async () => {
    const shop = createScriptedShop();
    const charge = answerLater();
    const { container, update } = await tap(shop, charge.promise);
    update(2, 1500);
    charge.resolve(errorResponse(409, "price_changed", false));
    await pass(100);
    expect(shownPhase(container)).toBe("error");
    update(3, 1500);
    await pass(100);
    expect(shownPhase(container)).toBe("ready");
  });

  test.each(["is answered so", "is found so"])(
    "a charge of the old price that %s as declined leaves the new price to tap for",
    async (how) => {
      const shop = createScriptedShop();
      const charge = answerLater();
      const { container, update } = await tap(shop, charge.promise);
      const refused = declined(charging(shop.view), "insufficient_funds");
      if (how === "is found so") {
        shop.view = charging(shop.view);
        charge.resolve(Response.json({ token: "tok", payment: shop.view }));
        await pass(0);
      }
      update(2, 1500);
      shop.view = refused;
      charge.resolve(Response.json({ token: "tok", payment: refused }));
      await pass(4_000);
      expect(shownPhase(container)).toBe("ready");
      expect(slot(container, "amount-value")?.textContent).toBe("¥1,500");
      expect(shop.posts()).toBe(1);
    },
  );

  test("a look that is refused meanwhile is an error, and no reason to ask her again", async () => {
    const shop = createScriptedShop();
    shop.view = charging(shop.view);
    const { container, update } = await tap(shop);
    update(2, 1500);
    await pass(100);
    shop.next.push(() => errorResponse(401, "token_expired", false));
    await pass(10_000);
    expect(shownPhase(container)).toBe("error");
    expect(screen.queryByRole("button", { name: "Pay with PayPay" })).toBeNull();
    expect(shop.posts()).toBe(1);
  });

  test("another order has nothing to do with it", async () => {
    const shop = createScriptedShop();
    const charge = answerLater();
    const { container, change, update } = await tap(shop, charge.promise);
    change(<PayPayButton order="order-2" />, { locale: "en", basePath: shop.basePath, fetch: shop.fetch });
    shop.view = completed(charging(shop.view));
    charge.resolve(Response.json({ token: "tok", payment: shop.view }));
    await pass(100);
    expect(shownPhase(container)).toBe("ready");
    update(1);
    await pass(100);
    expect(shownPhase(container)).toBe("completed");
  });
});

/** As `existingPayment` of the server: only what is paid, or can be paid, is given to the page. */
const rendered = (shop: ShopScript, revision?: number) => {
  const shown = shop.view.status === "pending" && !shop.view.retiring;
  const payment = shown ? { token: "server", payment: shop.view } : undefined;
  return <PayPayQr order="order-1" payment={payment} revision={revision} />;
};

test.each(["given by the server", "started here, then given by the server"])(
  "a payment %s and canceled stays canceled when the server renders the page again, until she taps",
  async (how) => {
    const shop = createScriptedShop();
    const bare = <PayPayQr order="order-1" />;
    const { change, container } = renderShop(shop, how === "given by the server" ? rendered(shop) : bare, {
      locale: "en",
    });
    await pass(10);
    change(rendered(shop), { locale: "en" });
    await pass(10);
    const before = shop.posts();
    fireEvent.click(screen.getByRole("button", { name: "Cancel payment" }));
    await pass(10);
    expect(shownPhase(container)).toBe("canceled");
    change(rendered(shop), { locale: "en" });
    await pass(10_000);
    expect([shownPhase(container), shop.posts()]).toEqual(["canceled", before]);
    another(shop, "b");
    shop.view = { ...shop.view, status: "pending" };
    fireEvent.click(screen.getByRole("button", { name: "Pay again" }));
    await pass(10);
    expect([address(), shop.posts()]).toEqual(["https://qr.example/b", before + 1]);
    change(rendered(shop), { locale: "en" });
    await pass(10);
    expect([address(), shop.posts()]).toEqual(["https://qr.example/b", before + 1]);
  },
);

test.each(["canceled", "expired", "failed"] as const)(
  "what ended as %s gives way to a new revision, and to another payment that the server gives",
  async (status) => {
    const shop = createScriptedShop();
    const first = shop.view;
    const { change, container } = renderShop(shop, rendered(shop, 1));
    await pass(10);
    shop.view = ended(first, status);
    await pass(3_000);
    change(rendered(shop, 1));
    await pass(10);
    expect([shownPhase(container), shop.posts()]).toEqual([status, 0]);
    shop.view = first;
    another(shop, "b");
    change(rendered(shop, 1));
    await pass(10);
    expect([address(), shop.posts()]).toEqual(["https://qr.example/b", 0]);
    shop.view = ended(shop.view, status);
    await pass(3_000);
    shop.view = first;
    another(shop, "c");
    change(<PayPayQr order="order-1" revision={2} />);
    await pass(10);
    expect([address(), shop.posts()]).toEqual(["https://qr.example/c", 1]);
  },
);

test("what is being withdrawn is not replaced by a render of the server's, nor what is over when PayPay has let it go", async () => {
  const shop = createScriptedShop();
  const { change, container } = renderShop(shop, rendered(shop));
  await pass(10);
  shop.view = { ...shop.view, retiring: true, nextAction: null };
  await pass(3_000);
  change(rendered(shop));
  await pass(3_000);
  expect([shownPhase(container), shop.posts()]).toEqual(["retiring", 0]);
  shop.view = ended(shop.view, "canceled");
  await pass(3_000);
  expect([shownPhase(container), shop.posts()]).toEqual(["canceled", 0]);
});

test("the last revision's code is slow to be withdrawn: the new one is asked for by itself when it is", async () => {
  const shop = createScriptedShop();
  const { change, container } = renderShop(shop, <PayPayQr order="order-1" revision={1} />);
  await pass(10);
  const before = shop.view;
  shop.view = { ...before, retiring: true, nextAction: null };
  change(<PayPayQr order="order-1" revision={2} />);
  await pass(6_000);
  expect([shownPhase(container), shop.posts()]).toEqual(["retiring", 2]);
  shop.view = ended(before, "canceled");
  shop.next.push(() => {
    shop.view = before;
    another(shop, "b");
    return Response.json(ended(before, "canceled"));
  });
  await pass(3_000);
  expect([address(), shop.posts()]).toEqual(["https://qr.example/b", 3]);
});
