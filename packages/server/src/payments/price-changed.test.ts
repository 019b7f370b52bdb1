import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KaikeiError } from "../errors.ts";
import { linkAccount } from "../testing/link-account.ts";
import { useShop } from "../testing/use-shop.ts";
import { errorSchema, grantSchema } from "../testing/wire-schemas.ts";

const yen = (value: number) => ({ value, currency: "JPY" }) as const;

describe("the price that her page shows", () => {
  /** What the shop says, one answer a turn; the last one stays. */
  let prices: number[] = [];
  const use = useShop("postgres", {
    webhooks: false,
    emulator: { customers: [{ id: "hanako", name: { ja: "花子", en: "Hanako" }, balance: 10_000_000 }] },
    kaikei: {
      identifyCustomer: () => ({ id: "mune" }),
      resolveOrder: () => {
        const [amount = 4200] = prices.length > 1 ? prices.splice(0, 1) : prices;
        return { amount: { amount, currency: "JPY" } };
      },
    },
  });
  const start = (body: object) =>
    use.shop.request("/payments", { method: "POST", body: JSON.stringify({ order: "cake", ...body }) });
  const started = async (body: object) => grantSchema.parse(await (await start(body)).json());
  const linked = { method: "linked_account", expected: yen(4200) } as const;

  it.each(["code", "linked_account"])(
    "is not what the order costs now: by %s nothing is begun, written or asked, and she is told to reload",
    async (method) => {
      prices = [3900];
      await linkAccount(use.shop);
      const calls = use.shop.calls();
      const response = await start(method === "code" ? { expected: yen(4200) } : linked);
      expect(response.status).toBe(409);
      const { error } = errorSchema.parse(await response.json());
      expect(error).toMatchObject({ code: "price_changed", retryable: false });
      expect(error.help).toMatch(/Reload/);
      expect(use.shop.calls()).toEqual(calls);
      expect(await use.shop.kaikei.payments.list()).toEqual([]);
    },
  );

  it("is what the order costs: the payment starts, and comes back when it is asked for again", async () => {
    prices = [4200];
    const { payment } = await started({ expected: yen(4200) });
    expect(payment).toMatchObject({ status: "pending", amount: yen(4200) });
    expect((await started({ expected: yen(4200) })).payment.id).toBe(payment.id);
  });

  it("is an old one while a code is live: the code stays as it is until a page that knows the new price asks", async () => {
    prices = [4200];
    const code = await started({});
    prices = [3900];
    expect((await start({ expected: yen(4200) })).status).toBe(409);
    expect((await start(linked)).status).toBe(409);
    expect(await use.shop.show(code)).toMatchObject({ status: "pending", retiring: false });
    const { payment } = await started({ expected: yen(3900) });
    expect(payment).toMatchObject({ status: "pending", amount: yen(3900) });
    expect(await use.shop.show(code)).toMatchObject({ status: "canceled" });
  });

  it("is an old one of an order that is paid, or being charged: that payment is shown, and no error", async () => {
    prices = [4200];
    await linkAccount(use.shop);
    const { control } = use.shop.emulator;
    // The answer is lost, and the look after it finds nothing yet.
    control.faults.add({
      kind: "refuse",
      code: "SERVICE_ERROR",
      after: true,
      match: { method: "POST", path: "/v2/payments" },
      times: 1,
    });
    control.faults.add({ kind: "reset_before", match: { method: "GET", path: "/v2/payments" }, times: 4 });
    const { payment } = await started(linked);
    expect(payment.status).toBe("created");
    prices = [3900];
    expect((await started(linked)).payment).toMatchObject({ id: payment.id, status: "created" });
    control.faults.clear();
    await use.shop.reconcileAfter(60_000);
    expect((await started(linked)).payment).toMatchObject({ id: payment.id, status: "completed" });
  });

  it("is an old one of a charge that PayPay could not be asked for yet: it is left as it is", async () => {
    prices = [4200];
    await linkAccount(use.shop);
    const charge = { method: "POST", path: "/v2/payments" };
    use.shop.emulator.control.faults.add({ kind: "rate_limit", match: charge, times: 1 });
    const { payment } = await started(linked);
    expect(payment).toMatchObject({ status: "created", retiring: false });
    prices = [3900];
    expect((await start(linked)).status).toBe(409);
    const { status, retiring } = await use.shop.kaikei.payments.get(payment.id);
    expect({ status, retiring }).toEqual({ status: "created", retiring: false });
  });

  it("changes while an old code is being withdrawn: her account is not charged", async () => {
    prices = [3900];
    await linkAccount(use.shop);
    const code = await started({});
    // The first turn withdraws the code; the second one finds yet another price.
    prices = [4200, 5000];
    const response = await start(linked);
    expect(errorSchema.parse(await response.json()).error.code).toBe("price_changed");
    expect(await use.shop.show(code)).toMatchObject({ status: "canceled" });
    expect(use.shop.emulator.control.ledger().payments).toEqual([]);
  });

  it.each([
    ["no number", '"4200"'],
    ["a fraction", "4200.5"],
    ["nought", "0"],
    ["negative", "-4200"],
  ])("is %s: the request is refused", async (_name, value) => {
    const body = `{"order":"cake","expected":{"value":${value},"currency":"JPY"}}`;
    const response = await use.shop.request("/payments", { method: "POST", body });
    expect(response.status).toBe(400);
    expect(errorSchema.parse(await response.json()).error.message).toMatch(/^expected\.value: /);
  });

  it.each([{ value: 4200 }, { value: 4200, currency: "USD" }, { ...yen(4200), tax: 1 }, 4200, null])(
    "%j in its place is refused",
    async (expected) => {
      expect((await start({ expected })).status).toBe(400);
      expect(await use.shop.kaikei.payments.list()).toEqual([]);
    },
  );

  it("whatever the shop says between the turns, no code is made and no account charged at another price", async () => {
    await linkAccount(use.shop);
    const price = fc.constantFrom(3900, 4200, 5000);
    const tap = fc.record({ expected: price, method: fc.constantFrom("code", "linked_account") });
    const step = fc.record({
      /** More than one at once: tabs. */
      taps: fc.array(tap, { minLength: 1, maxLength: 2 }),
      prices: fc.array(price, { minLength: 1, maxLength: 5 }),
    });
    const { payments: kit } = use.shop.kaikei;
    let orders = 0;
    const refused = async (work: Promise<unknown>) => {
      await work.catch((error: unknown) => {
        const codes: string[] = ["price_changed", "charge_uncertain", "provider_busy"];
        if (!(error instanceof KaikeiError) || !codes.includes(error.code)) throw error;
      });
    };
    await fc.assert(
      fc.asyncProperty(
        fc.option(price, { nil: null }),
        fc.array(step, { minLength: 1, maxLength: 4 }),
        async (first, steps) => {
          orders += 1;
          const order = `cake-${orders}`;
          // PayPay takes a payment like the last one for a mistake.
          use.shop.pass(400_000);
          if (first !== null) {
            prices = [first];
            await kit.start({ order });
          }
          for (const { taps, prices: said } of steps) {
            prices = [...said];
            const before = new Set((await kit.list({ order })).map(({ id }) => id));
            const request = new Request("http://localhost:3000/");
            await Promise.all(
              taps.map(({ expected, method }) =>
                refused(
                  kit.start({
                    ...{ order, request, expected: yen(expected) },
                    method: method === "code" ? "code" : "linked_account",
                  }),
                ),
              ),
            );
            const made = (await kit.list({ order })).filter(({ id }) => !before.has(id));
            for (const { method, ordered } of made) {
              const wanted = taps.filter((one) => one.method === method).map((one) => one.expected);
              expect(wanted).toContain(ordered.amount);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
    const charged = use.shop.emulator.control.ledger().payments;
    expect(charged.length).toBeGreaterThan(0);
  }, 60_000);
});
