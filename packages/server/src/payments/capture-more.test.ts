import { beforeEach, describe, expect, it } from "vitest";
import { engines } from "../testing/database.ts";
import { callsOf, hold, holdingShop, theirs } from "../testing/hold-shop.ts";
import { panelOf } from "../testing/panel.ts";
import { useShop } from "../testing/use-shop.ts";

const raiseCall = { method: "POST", path: "/v2/payments/reauthorize" } as const;
const captureCall = { method: "POST", path: "/v2/payments/capture" } as const;
const minute = 60_000;
const hour = 3_600_000;

describe.each(engines)("more is captured than was held, recorded in %s", (engine) => {
  const { kaikei, told } = holdingShop();
  const use = useShop(engine, {
    webhooks: false,
    kaikei,
    paypay: { timeouts: { "payments.capture": 1000, "payments.reauthorize": 1000 } },
  });
  beforeEach(() => {
    told.length = 0;
  });

  const record = (id: string) => use.shop.kaikei.payments.get(id);
  const operations = (id: string) => use.shop.kaikei.payments.operations(id);
  const captures = () => callsOf(use.shop, "POST /v2/payments/capture");
  const raises = () => callsOf(use.shop, "POST /v2/payments/reauthorize");
  const approve = () => use.shop.emulator.control.approve(theirs(use.shop).paymentId);
  const fault = (input: Parameters<typeof use.shop.emulator.control.faults.add>[0]) =>
    use.shop.emulator.control.faults.add(input);

  it("the shopper is asked in her wallet; once she has agreed, it is captured by itself and paid", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    const payment = await hold(shop);
    const until = new Date(shop.now().getTime() + 6 * hour);
    const capture = await shop.kaikei.payments.capture({ payment, amount: 5000, reason: "more candles" });
    expect(capture).toMatchObject({ kind: "capture", status: "awaiting_shopper", amount: 5000, until });
    expect(capture.url).toBe(`${shop.emulator.url}/approve/${theirs(shop).paymentId}`);
    expect(await shop.show(grant)).toMatchObject({
      status: "authorized",
      authorized: 4200,
      nextAction: { kind: "approve", url: capture.url, until: until.getTime() },
      pollAfterMs: 4500,
    });
    for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(10_000);
    expect([captures(), raises()]).toEqual([0, 1]);

    approve();
    await shop.reconcileAfter(5 * minute);
    await shop.reconcileAfter(1000);
    expect(await record(payment)).toMatchObject({
      status: "completed",
      ordered: { amount: 4200 },
      authorized: 5000,
      captured: 5000,
      nextAction: null,
      attention: null,
    });
    expect(await operations(payment)).toMatchObject([
      { id: capture.id, kind: "capture", status: "done", url: null },
      { kind: "reauthorize", status: "done", amount: 5000 },
    ]);
    expect(told).toEqual(["authorized", "paid"]);
    expect([captures(), raises()]).toEqual([1, 1]);
  });

  it("when she comes back to the shop it goes on at once", async () => {
    const { shop } = use;
    const { token } = await shop.start("cake");
    const payment = await hold(shop);
    await shop.kaikei.payments.capture({ payment, amount: 5000 });
    // Looks are rare by now.
    for (let pass = 0; pass < 12; pass += 1) await shop.reconcileAfter(minute);
    approve();
    await shop.request(`/payments/${payment}?returned`, { token });
    await shop.idle();
    await shop.reconcileAfter(1000);
    expect(await record(payment)).toMatchObject({ status: "completed", captured: 5000 });
  });

  it("when she lets six hours pass it has lapsed, and what was held before can be captured", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    await shop.kaikei.payments.capture({ payment, amount: 5000, key: "delivery" });
    await shop.reconcileAfter(6 * hour - minute);
    expect(await operations(payment)).toMatchObject([
      { status: "awaiting_shopper" },
      { status: "awaiting_shopper" },
    ]);
    await shop.reconcileAfter(minute);
    expect(await operations(payment)).toMatchObject([{ status: "lapsed", url: null }, { status: "lapsed" }]);
    expect(await record(payment)).toMatchObject({ status: "authorized", authorized: 4200, nextAction: null });
    expect(await shop.kaikei.payments.capture({ payment, key: "delivery", amount: 5000 })).toMatchObject({
      status: "lapsed",
    });
    expect(await shop.kaikei.payments.capture({ payment })).toMatchObject({ status: "done", amount: 4200 });
  });

  it("the answer is lost after PayPay had begun to ask her: the address is not known, and it goes on all the same", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    fault({ kind: "reset_after", match: raiseCall });
    expect(await shop.kaikei.payments.capture({ payment, amount: 5000 })).toMatchObject({
      status: "awaiting_shopper",
      url: null,
    });
    expect((await record(payment)).nextAction).toMatchObject({ kind: "approve", url: null });
    approve();
    await shop.reconcileAfter(5 * minute);
    expect(await record(payment)).toMatchObject({ status: "completed", captured: 5000 });
    expect(raises()).toBe(1);
  });

  it.each(["reset_before", "hang", "html_502"] as const)(
    "the request was lost (%s): it is looked for, never repeated, and the old hold stays",
    async (kind) => {
      const { shop } = use;
      const payment = await hold(shop);
      fault({ kind, match: raiseCall });
      expect(await shop.kaikei.payments.capture({ payment, amount: 5000 })).toMatchObject({
        status: "requested",
      });
      const before = raises();
      shop.emulator.control.faults.clear();
      for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(31_000);
      expect(await operations(payment)).toMatchObject([
        { kind: "capture", status: "declined", problem: "not_learned" },
        { kind: "reauthorize", status: "declined", problem: "not_learned" },
      ]);
      expect([captures(), raises()]).toEqual([0, before]);
      expect(await record(payment)).toMatchObject({ status: "authorized", authorized: 4200 });
      expect(await shop.kaikei.payments.capture({ payment, amount: 5000 })).toMatchObject({
        status: "awaiting_shopper",
      });
    },
  );

  it("PayPay says no: the capture is declined for that reason", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    shop.emulator.control.setCustomer({ customer: "hanako", closed: true });
    await shop.kaikei.payments.capture({ payment, amount: 5000 });
    for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(31_000);
    expect(await operations(payment)).toMatchObject([
      { status: "declined", problem: "REAUTHORIZE_FAILED" },
      { status: "declined", problem: "REAUTHORIZE_FAILED" },
    ]);
    expect([captures(), raises()]).toEqual([0, 1]);
  });

  it("PayPay is busy, so it certainly did not hear: asked again as soon as we may", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    fault({ kind: "rate_limit", match: raiseCall, times: 1 });
    expect(await shop.kaikei.payments.capture({ payment, amount: 5000 })).toMatchObject({
      status: "requested",
    });
    for (let pass = 0; pass < 6; pass += 1) await shop.reconcileAfter(10_000);
    expect(await operations(payment)).toMatchObject([
      { status: "awaiting_shopper" },
      { status: "awaiting_shopper" },
    ]);
  });

  it("she has agreed, but the capture's answer is lost: found by its own id, and not captured twice", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    await shop.kaikei.payments.capture({ payment, amount: 5000 });
    approve();
    fault({ kind: "reset_after", match: captureCall });
    for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(2 * minute);
    expect(await operations(payment)).toMatchObject([{ status: "done" }, { status: "done" }]);
    expect(captures()).toBe(1);
  });

  it("given up by the shop while she thinks: the hold is let go as soon as PayPay allows it", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    await shop.kaikei.payments.capture({ payment, amount: 5000 });
    // PayPay lets nothing go while it asks her.
    expect(await shop.kaikei.payments.cancel(payment)).toMatchObject({
      status: "authorized",
      retiring: true,
      nextAction: null,
    });
    await shop.reconcileAfter(hour);
    approve();
    for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(hour - 7 * minute);
    expect(await record(payment)).toMatchObject({ status: "canceled", captured: 0, attention: null });
    expect(captures()).toBe(0);
    expect(told).toEqual(["authorized", "canceled"]);
  });

  it("raised and captured in PayPay's panel to an amount that nobody asked for: kept for a person", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    await panelOf(shop).payments.reauthorize({
      requestId: "panel",
      paymentId: theirs(shop).paymentId,
      updatedAmount: { amount: 4000, currency: "JPY" },
    });
    await shop.kaikei.payments.refresh(payment);
    expect(await record(payment)).toMatchObject({
      status: "authorized",
      authorized: 4200,
      attention: "mismatch",
    });
  });

  it("the process dies after asking: what follows looks, and goes on", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    const real = shop.providerAt(shop.emulator.url)();
    if (real.holds === undefined) throw new Error("PayPay holds money");
    const { holds } = real;
    const dying = shop.another({
      providers: [
        () => ({
          ...real,
          holds: {
            ...holds,
            reauthorize: async (call) => {
              await holds.reauthorize(call);
              throw new Error("killed");
            },
          },
        }),
      ],
    });
    await expect(dying.kaikei.payments.capture({ payment, amount: 5000 })).rejects.toThrow("killed");
    await shop.reconcileAfter(91_000);
    expect(await operations(payment)).toMatchObject([
      { status: "awaiting_shopper" },
      { status: "awaiting_shopper" },
    ]);
    expect(raises()).toBe(1);
  });
});
