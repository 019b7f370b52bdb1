import { min } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KaikeiError } from "../errors.ts";
import type { PaymentProvider } from "../provider.ts";
import { deliveries, operations, payments } from "../store/schema.ts";
import { linkAccount } from "../testing/link-account.ts";
import { UnexpectedAnswer } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";

/*
 * Random walks of a shopper, a billing job, time and the watch over one order, while PayPay and our own processes fail
 * as they like. Whatever happens, and in whatever order: her money is kept for one payment of the order at most, and the
 * shop hears of exactly the money that is kept.
 */

const price = 4200;
const order = "cake";

const charges = ["/v2/payments", "/v1/subscription/payments", "/v1/requestOrder"] as const;
const faulty = fc.record({
  path: fc.constantFrom(...charges, "/v2/codes"),
  method: fc.constantFrom("POST", "GET", "DELETE"),
  kind: fc.constantFrom("reset_before", "reset_after", "late_effect", "broken", "refused", "rate_limit"),
  lateMs: fc.constantFrom(3000, 20_000, 50_000, 95_000),
  times: fc.integer({ min: 1, max: 4 }),
});

const thing = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom("tap", "two taps", "agree", "code", "bill", "bill anew", "request"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom("pay code", "pay request", "cancel", "look", "reconcile") }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("die before", "die after") }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("pass"),
      ms: fc.constantFrom(1000, 31_000, 61_000, 200_000, 3_700_000),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("fault"), fault: faulty }) },
);
type Thing = typeof thing extends fc.Arbitrary<infer Value> ? Value : never;

describe("whatever happens around the charge of an account", () => {
  /** What onPaid heard, in whatever process. */
  const told: string[] = [];
  const use = useShop("postgres", {
    webhooks: false,
    emulator: { customers: [{ id: "hanako", name: { ja: "花子", en: "Hanako" }, balance: 10_000_000 }] },
    kaikei: {
      identifyCustomer: () => ({ id: "mune" }),
      onPaid: ({ payment }) => {
        told.push(payment.id);
      },
    },
  });

  const expected: ReadonlySet<string> = new Set([
    "charge_uncertain",
    "provider_busy",
    "provider_unreachable",
    "provider_declined",
    "payment_not_cancelable",
  ]);
  /** A refusal is an answer; anything else that is thrown is a defect. */
  async function attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof KaikeiError && expected.has(error.code)) return;
      if (error instanceof UnexpectedAnswer && expected.has(error.code)) return;
      if (error instanceof Error && error.message === "killed") return;
      throw error;
    }
  }

  const request = () => new Request("http://localhost:3000/");
  const tap = (agreeSimilar = false, shop = use.shop) =>
    shop.kaikei.payments.start({ order, request: request(), method: "linked_account", agreeSimilar });

  /** The process is no more before, or after, its call has reached PayPay. */
  function dying(when: "before" | "after") {
    const { shop } = use;
    const provider = shop.providerAt(shop.emulator.url)();
    const begin: PaymentProvider["begin"] = async (call) => {
      if (when === "after") await provider.begin(call);
      throw new Error("killed");
    };
    return shop.another({ providers: [() => ({ ...provider, begin })] });
  }

  async function happen(one: Thing): Promise<void> {
    const { shop } = use;
    const { control } = shop.emulator;
    const { payments: kit } = shop.kaikei;
    const current = async () => (await kit.list({ order }))[0];
    switch (one.do) {
      case "tap":
        return attempt(() => tap());
      case "two taps":
        await Promise.all([attempt(() => tap()), attempt(() => tap(false, shop.another()))]);
        return;
      case "agree":
        return attempt(() => tap(true));
      case "code":
        return attempt(() => kit.start({ order }));
      case "bill":
        return attempt(() => kit.charge({ customer: "mune", order, key: "first" }));
      case "bill anew":
        return attempt(() => kit.charge({ customer: "mune", order, key: "second" }));
      case "request":
        return attempt(() => kit.request({ customer: "mune", order, expiresInMs: 1_200_000 }));
      case "pay code":
        for (const { merchantPaymentId, state } of control.ledger().codes) {
          if (state === "open") control.pay({ merchantPaymentId, customer: "hanako" });
        }
        return;
      case "pay request":
        for (const { merchantPaymentId, state } of control.ledger().requests) {
          if (state === "open")
            control.answerRequest({ merchantPaymentId, customer: "hanako", answer: "pay" });
        }
        return;
      case "cancel":
        return attempt(async () => {
          const payment = await current();
          if (payment !== undefined) await kit.cancel(payment.id);
        });
      case "look":
        return attempt(async () => {
          const payment = await current();
          if (payment !== undefined) await kit.refresh(payment.id);
        });
      case "reconcile":
        await shop.kaikei.reconcile();
        return;
      case "die before":
        return attempt(() => tap(false, dying("before")));
      case "die after":
        return attempt(() => tap(false, dying("after")));
      case "pass":
        if ("ms" in one) shop.pass(one.ms);
        await shop.idle();
        return;
      case "fault":
        if ("fault" in one) control.faults.add(faultOf(one.fault));
        return;
    }
  }

  function faultOf({
    path,
    method,
    kind,
    lateMs,
    times,
  }: typeof faulty extends fc.Arbitrary<infer V> ? V : never) {
    const match = { method, path };
    switch (kind) {
      case "late_effect":
        return { kind, milliseconds: lateMs, match, times } as const;
      case "broken":
        return { kind: "refuse", code: "SERVICE_ERROR", after: lateMs > 10_000, match, times } as const;
      case "refused":
        return {
          kind: "refuse",
          code: "NO_SUFFICIENT_FUND",
          match: { method: "POST", path },
          times,
        } as const;
      default:
        return { kind, match, times } as const;
    }
  }

  async function followUntilQuiet(): Promise<void> {
    const { shop, database } = use;
    const { db } = database;
    shop.emulator.control.faults.clear();
    for (let passes = 0; ; passes += 1) {
      await shop.idle();
      const dues = [
        (await db.select({ at: min(payments.nextLookAt) }).from(payments))[0]?.at,
        (await db.select({ at: min(operations.nextLookAt) }).from(operations))[0]?.at,
        (await db.select({ at: min(deliveries.nextAttemptAt) }).from(deliveries))[0]?.at,
      ].flatMap((at) => (at ? [at.getTime()] : []));
      if (dues.length === 0) return;
      expect(passes).toBeLessThan(120);
      // While something may be on its way, time passes as it does; afterwards in leaps.
      const leap = passes < 40 ? 5000 : 600_000;
      await shop.reconcileAfter(Math.max(leap, Math.min(...dues) - shop.now().getTime() + 1));
    }
  }

  async function books() {
    const { shop } = use;
    const ours = await shop.kaikei.payments.list({ order });
    const { payments: theirs } = shop.emulator.control.ledger();
    const kept = theirs.map(({ merchantPaymentId, status, captured, refunded }) => ({
      id: merchantPaymentId,
      kept: status === "FAILED" || status === "CANCELED" ? 0 : captured - refunded,
    }));
    const total = kept.reduce((sum, one) => sum + one.kept, 0);
    return {
      total,
      heard: told.length,
      atPayPay: Object.fromEntries(ours.map(({ id }) => [id, kept.find((one) => one.id === id)?.kept ?? 0])),
      inTheRecord: Object.fromEntries(
        ours.map(({ id, status, captured, refunded }) => [
          id,
          status === "completed" ? captured - refunded : 0,
        ]),
      ),
      open: ours.filter(({ status, uncertain, attention }) => {
        return ["created", "pending", "authorized"].includes(status) || uncertain || attention !== null;
      }),
    };
  }

  it("her money is kept at most once for an order, and the shop hears of all that is kept and of nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(thing, { minLength: 2, maxLength: 14 }), async (path) => {
        const shop = await use.open({});
        await use.empty();
        told.length = 0;
        await linkAccount(shop);
        for (const one of path) await happen(one);
        await followUntilQuiet();
        const { total, heard, atPayPay, inTheRecord, open } = await books();
        expect(open).toEqual([]);
        expect([0, price]).toContain(total);
        expect(inTheRecord).toEqual(atPayPay);
        expect(heard).toBe(total === 0 ? 0 : 1);
      }),
      { numRuns: 25, seed: 4 },
    );
  }, 400_000);
});
