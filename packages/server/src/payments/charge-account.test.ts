import { describe, expect, it } from "vitest";
import { linkAccount } from "../testing/link-account.ts";
import { useShop } from "../testing/use-shop.ts";
import { grantSchema } from "../testing/wire-schemas.ts";

describe("one tap with a linked account", () => {
  const use = useShop("postgres", {
    prices: new Map([
      ["cake", 4200],
      ["tart", 4200],
    ]),
    kaikei: { identifyCustomer: ({ request }) => ({ id: request.headers.get("x-customer") ?? "mune" }) },
  });
  const tap = async (order: string, more: object = {}) =>
    use.shop.request("/payments", {
      method: "POST",
      body: JSON.stringify({ order, method: "linked_account", ...more }),
    });
  const paid = async (order: string, more: object = {}) =>
    grantSchema.parse(await (await tap(order, more)).json());
  const balance = (id: string) =>
    use.shop.emulator.control.ledger().customers.find((customer) => customer.id === id)?.balance;

  it("charges her account at once, and the shop hears of the order once", async () => {
    await linkAccount(use.shop);
    const { payment } = await paid("cake");
    expect(payment).toMatchObject({ status: "completed", method: "linked_account", captured: 4200 });
    await use.shop.idle();
    await use.shop.reconcileAfter(5000);
    expect(use.shop.paidOrders).toEqual(["cake"]);
    expect(balance("hanako")).toBe(50_000 - 4200);
    expect((await paid("cake")).payment.id).toBe(payment.id);
    expect(balance("hanako")).toBe(50_000 - 4200);
  });

  it("where no worker runs and no notification comes, the shop hears of it right after the answer", async () => {
    const shop = await use.open({ webhooks: false });
    await linkAccount(shop);
    await paid("cake");
    await shop.idle();
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("too little money is no error: the payment has failed, says why, and the order can be paid by code", async () => {
    await linkAccount(use.shop, { wallet: "yuki" });
    const { payment } = await paid("cake");
    expect(payment).toMatchObject({
      status: "failed",
      declineReason: "insufficient_funds",
      pollAfterMs: null,
    });
    expect((await use.shop.start("cake")).payment).toMatchObject({ status: "pending", method: "code" });
  });

  it("a code that waits is withdrawn before her account is charged, so that she cannot pay both", async () => {
    const { shop } = use;
    await linkAccount(shop);
    const code = await shop.start("cake");
    expect((await paid("cake")).payment).toMatchObject({ status: "completed", method: "linked_account" });
    expect(await shop.show(code)).toMatchObject({ status: "canceled" });
    expect(() =>
      shop.emulator.control.pay({ merchantPaymentId: code.payment.id, customer: "taro" }),
    ).toThrow();
  });

  it("a similar payment needs her word: with it a new payment is made", async () => {
    await linkAccount(use.shop);
    await paid("cake");
    const { payment } = await paid("tart");
    expect(payment).toMatchObject({ status: "failed", declineReason: "suspected_duplicate" });
    const meant = await paid("tart", { agreeSimilar: true });
    expect(meant.payment).toMatchObject({ status: "completed" });
    expect(meant.payment.id).not.toBe(payment.id);
    expect(await use.shop.kaikei.payments.get(meant.payment.id)).toMatchObject({ agreedToSimilar: true });
  });

  it("nobody signed in, no linked account, or a link without the scope: nothing is charged and no code withdrawn", async () => {
    const shop = await use.open({
      kaikei: {
        identifyCustomer: ({ request }) => (request.headers.has("x-nobody") ? null : { id: "mune" }),
      },
    });
    const code = await shop.start("cake");
    const asked = (headers: Record<string, string> = {}) =>
      shop.request("/payments", {
        method: "POST",
        headers,
        body: JSON.stringify({ order: "cake", method: "linked_account" }),
      });
    expect(await (await asked({ "x-nobody": "1" })).json()).toMatchObject({
      error: { code: "customer_unknown" },
    });
    expect(await (await asked()).json()).toMatchObject({ error: { code: "account_not_linked" } });
    await linkAccount(shop, { scopes: ["cashback"] });
    expect(await (await asked()).json()).toMatchObject({ error: { code: "scope_missing" } });
    expect(await shop.show(code)).toMatchObject({ status: "pending" });
  });

  it("with capture: manual the money is held, and captured in part", async () => {
    const shop = await use.open({
      kaikei: {
        identifyCustomer: () => ({ id: "mune" }),
        resolveOrder: () => ({
          amount: { amount: 9000, currency: "JPY" },
          capture: "manual",
          holdForMs: 86_400_000,
        }),
      },
    });
    await linkAccount(shop);
    const grant = await paid("wedding");
    expect(grant.payment).toMatchObject({ status: "authorized", authorized: 9000, captured: 0 });
    expect(grant.payment.holdExpiresAt).toBe(shop.now().getTime() + 86_400_000);
    const capture = { payment: grant.payment.id, amount: 8500 };
    await shop.kaikei.payments.capture(capture);
    // PayPay's event may have been looked into first; then the next pass finds the capture done.
    await shop.idle();
    await shop.reconcileAfter(5000);
    expect(await shop.kaikei.payments.operations(capture.payment)).toMatchObject([{ status: "done" }]);
    expect(await shop.show(grant)).toMatchObject({ status: "completed", captured: 8500 });
  });
});

describe("a charge without the shopper", () => {
  const use = useShop("postgres");

  it("is made once for each key, whatever came of it", async () => {
    const { kaikei, emulator } = use.shop;
    await linkAccount(use.shop, { wallet: "yuki" });
    const declined = await kaikei.payments.charge({ customer: "mune", order: "cake", key: "box-11" });
    expect(declined).toMatchObject({
      status: "failed",
      declineReason: "insufficient_funds",
      method: "recurring",
    });
    emulator.control.setCustomer({ customer: "yuki", balance: 10_000 });
    expect(await kaikei.payments.charge({ customer: "mune", order: "cake", key: "box-11" })).toEqual(
      declined,
    );
    const paid = await kaikei.payments.charge({ customer: "mune", order: "cake", key: "box-11-again" });
    expect(paid).toMatchObject({ status: "completed", captured: 4200 });
    await expect(
      kaikei.payments.charge({ customer: "mune", order: "tart", key: "box-11" }),
    ).rejects.toMatchObject({ code: "idempotency_conflict" });
  });
});

describe("a request for money", () => {
  const use = useShop("postgres");

  it("waits in her wallet, is paid there, and the shop hears of it", async () => {
    const { shop } = use;
    await linkAccount(shop);
    const asked = await shop.kaikei.payments.request({
      customer: "mune",
      order: "cake",
      expiresInMs: 3_600_000,
    });
    expect(asked).toMatchObject({
      status: "pending",
      method: "request",
      nextAction: { kind: "open_wallet" },
    });
    shop.emulator.control.answerRequest({ merchantPaymentId: asked.id, customer: "hanako", answer: "pay" });
    await shop.reconcileAfter(5000);
    expect(shop.paidOrders).toEqual(["cake"]);
    expect(await shop.kaikei.payments.get(asked.id)).toMatchObject({ status: "completed" });
  });

  it("is withdrawn by cancel, ends as declined by her, or by its time", async () => {
    const { shop } = use;
    await linkAccount(shop);
    const ask = () =>
      shop.kaikei.payments.request({ customer: "mune", order: "cake", expiresInMs: 3_600_000 });
    expect(await shop.kaikei.payments.cancel((await ask()).id)).toMatchObject({ status: "canceled" });
    shop.pass(400_000);
    const declined = await ask();
    shop.emulator.control.answerRequest({
      merchantPaymentId: declined.id,
      customer: "hanako",
      answer: "decline",
    });
    await shop.reconcileAfter(5000);
    expect(await shop.kaikei.payments.get(declined.id)).toMatchObject({ status: "canceled", paidAt: null });
    shop.pass(400_000);
    const expired = await ask();
    await shop.reconcileAfter(3_600_000);
    expect(await shop.kaikei.payments.get(expired.id)).toMatchObject({ status: "expired" });
  });
});
