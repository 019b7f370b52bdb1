import { beforeEach, describe, expect, it } from "vitest";
import { useShop } from "../testing/use-shop.ts";
import { grantSchema } from "../testing/wire-schemas.ts";
import { readPagePayment, startByForm } from "./page.ts";

describe("a page that the server renders", () => {
  let amount = 4200;
  beforeEach(() => {
    amount = 4200;
  });
  const use = useShop("postgres", {
    webhooks: false,
    kaikei: {
      resolveOrder: ({ order, request }) =>
        order === "cake" && request?.headers.get("cookie") === "visitor=mune"
          ? { amount: { amount, currency: "JPY" } }
          : null,
    },
  });
  const headersOf = (more: Record<string, string> = {}) =>
    new Headers({ cookie: "visitor=mune", "sec-fetch-site": "same-origin", ...more });
  const read = (more?: Record<string, string>, order = "cake", { kaikei } = use.shop) => {
    const looks: Promise<unknown>[] = [];
    const waitUntil = (work: Promise<unknown>) => void looks.push(work);
    const payment = readPagePayment(kaikei, { order, headers: headersOf(more), waitUntil });
    return payment.then((shown) => ({ shown, looks }));
  };
  const send = (
    fields: Record<string, string | Blob>,
    more?: Record<string, string>,
    { kaikei } = use.shop,
  ) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return startByForm(kaikei, { form, headers: headersOf(more) });
  };
  const codes = () => use.shop.emulator.control.ledger().codes;

  it("shows nothing and starts nothing, however often it is opened, before a form is sent", async () => {
    for (let visit = 0; visit < 3; visit += 1) expect((await read()).shown).toBeNull();
    expect(use.shop.calls()).toEqual([]);
    expect(await use.shop.kaikei.payments.list()).toEqual([]);
  });

  it("shows the code after the form was sent, and one code it stays, whether the page is reloaded or the form sent again", async () => {
    expect(await send({ order: "cake" })).toBeNull();
    const { shown } = await read({ "user-agent": "Mozilla/5.0 (iPhone)" });
    const grant = grantSchema.parse(shown);
    expect(grant.payment).toMatchObject({
      status: "pending",
      device: "phone",
      nextAction: { kind: "scan_qr" },
    });
    expect(await send({ order: "cake" })).toBeNull();
    expect((await read()).shown?.payment).toMatchObject({ id: grant.payment.id, device: "desktop" });
    expect(codes()).toHaveLength(1);
    // Its token is as good as the one that POST /payments gives.
    expect(await use.shop.cancel(grant)).toMatchObject({ status: "canceled" });
    expect((await read()).shown).toBeNull();
  });

  it("asks the provider after it was rendered, when a look is due, so that reloading shows her that it is paid", async () => {
    const { control } = use.shop.emulator;
    await send({ order: "cake" });
    const id = (await read()).shown?.payment.id ?? "";
    control.pay({ merchantPaymentId: id, customer: "hanako" });
    use.shop.pass(5000);
    const { shown, looks } = await read();
    expect(shown?.payment.status).toBe("pending");
    expect(looks).toHaveLength(1);
    await Promise.all(looks);
    amount = 3900;
    expect((await read()).shown?.payment).toMatchObject({ id, status: "completed" });
  });

  it("does not show a code of an old price; sending the form makes one of the new price", async () => {
    await send({ order: "cake" });
    amount = 3900;
    expect((await read()).shown).toBeNull();
    expect(await send({ order: "cake" })).toBeNull();
    expect((await read()).shown?.payment.amount.value).toBe(3900);
    expect(codes().filter(({ state }) => state === "open")).toHaveLength(1);
  });

  it("a form of a page that shows another price starts nothing and withdraws nothing: that the price has changed is what it is told", async () => {
    expect(await send({ order: "cake", amount: "4200" })).toBeNull();
    amount = 3900;
    const refused = await send({ order: "cake", amount: "4200", currency: "JPY" });
    expect(refused).toMatchObject({ error: { code: "price_changed", retryable: false } });
    expect(codes()).toMatchObject([{ state: "open" }]);
    expect(await send({ order: "cake", amount: "3900" })).toBeNull();
    expect((await read()).shown?.payment.amount.value).toBe(3900);
  });

  it("does not show a code whose time is over", async () => {
    await send({ order: "cake" });
    use.shop.pass(300_000);
    expect((await read()).shown).toBeNull();
  });

  it("shows a stranger nothing, and starts nothing for her", async () => {
    await send({ order: "cake" });
    expect((await read({ cookie: "visitor=ren" })).shown).toBeNull();
    expect(await send({ order: "cake" }, { cookie: "visitor=ren" })).toMatchObject({
      error: { code: "order_not_found", retryable: false },
    });
    expect(codes()).toHaveLength(1);
  });

  it.each<[string, Record<string, string | Blob>]>([
    ["no order", {}],
    ["an empty order", { order: "" }],
    ["an endless order", { order: "x".repeat(201) }],
    ["a file", { order: new Blob(["cake"]) }],
    ["an amount that is none", { order: "cake", amount: "¥4,200" }],
    ["an amount of a fraction", { order: "cake", amount: "4200.5" }],
    ["an empty amount", { order: "cake", amount: "" }],
    ["a currency that is not taken", { order: "cake", amount: "4200", currency: "USD" }],
  ])("a form with %s is refused", async (_name, fields) => {
    expect(await send(fields)).toMatchObject({ error: { code: "invalid_request" } });
    expect(use.shop.calls()).toEqual([]);
  });

  it("a payment that the provider could not be asked for yet is no code to show: she is told to try again, and then it is", async () => {
    const { control } = use.shop.emulator;
    control.faults.add({ kind: "rate_limit", match: { method: "POST", path: "/v2/codes" }, times: 1 });
    expect(await send({ order: "cake" })).toMatchObject({
      error: { code: "provider_busy", retryable: true },
    });
    expect((await read()).shown).toBeNull();
    use.shop.pass(10_000);
    expect(await send({ order: "cake" })).toBeNull();
    expect((await read()).shown?.payment.status).toBe("pending");
    expect(codes()).toHaveLength(1);
  });

  it("a form that another site sends is refused", async () => {
    const elsewhere = await send({ order: "cake" }, { "sec-fetch-site": "cross-site" });
    expect(elsewhere).toMatchObject({ error: { code: "cross_origin" } });
    expect(use.shop.calls()).toEqual([]);
  });

  it("what is wrong in the shop's own code goes to its log, not to the page", async () => {
    const broken = use.shop.another({
      resolveOrder: () => {
        throw new Error("relation orders does not exist");
      },
    });
    const refused = await send({ order: "cake" }, {}, broken);
    expect(refused).toMatchObject({ error: { code: "internal", retryable: true } });
    expect(JSON.stringify(refused)).not.toContain("relation");
    expect((await read({}, "cake", broken)).shown).toBeNull();
    expect(broken.log.filter((line) => line.includes("relation"))).toHaveLength(2);
  });
});
