import type {
  Fixtures,
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
} from "@playwright/test";
import type { ServerOptions } from "../../server.ts";
import { connectTestPayPay, startTestPayPay } from "../open-paypay.ts";
import type { PayPay } from "../paypay.ts";
import { openPhone, type ShopperOnPhone } from "./shopper-on-phone.ts";

/** What each test gets. */
export interface KaikeiFixtures {
  /** A shopper with a phone of her own. */
  shopper: ShopperOnPhone;
  /** After each test PayPay is well again; what it knows of codes and payments stays. */
  healedPayPay: undefined;
}

/** What each worker has. */
export interface KaikeiWorkerFixtures {
  paypay: PayPay;
}

/** Where the PayPay of the tests is. */
export type PayPayChoice =
  /** One that runs: `kaikei-emulator --control`, for example as a `webServer`. All workers share it. */
  | { readonly url: string }
  /** One that each worker starts; with a fixed `port` there can be one worker only. */
  | Partial<ServerOptions>;

type Given = PlaywrightTestArgs & PlaywrightTestOptions;
type GivenWorker = PlaywrightWorkerArgs & PlaywrightWorkerOptions;

/**
 * Fixtures for a shop's Playwright tests: `paypay`, a PayPay to pay with and to break, and `shopper`, who has a phone.
 *
 * @example
 * ```ts
 * // tests/test.ts
 * import { test as base } from "@playwright/test";
 * import { kaikeiFixtures } from "@kaikei/emulator/testing/playwright";
 * export const test = base.extend(kaikeiFixtures({ url: "http://127.0.0.1:4010" }));
 *
 * // tests/checkout.spec.ts
 * test("she scans and pays", async ({ page, shopper }) => {
 *   await page.goto("/checkout/order-1");
 *   await shopper.scan(page);
 *   await shopper.pay();
 *   await expect(page.locator("[data-slot=paypay-qr]")).toHaveAttribute("data-status", "completed");
 * });
 * ```
 */
export function kaikeiFixtures(
  where: PayPayChoice,
): Fixtures<KaikeiFixtures, KaikeiWorkerFixtures, Given, GivenWorker> {
  return {
    paypay: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
      async ({}, use) => {
        if ("url" in where) return use(connectTestPayPay(where.url));
        const paypay = await startTestPayPay(where);
        await use(paypay);
        await paypay.stop();
      },
      { scope: "worker" },
    ],
    healedPayPay: [
      async ({ paypay }, use) => {
        await use(undefined);
        await paypay.heal();
      },
      { auto: true },
    ],
    shopper: async ({ browser }, use) => {
      const shopper = await openPhone(browser);
      await use(shopper);
      await shopper.close();
    },
  };
}
