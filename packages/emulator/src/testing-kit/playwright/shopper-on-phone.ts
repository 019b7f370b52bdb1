import type { Browser, Locator, Page } from "@playwright/test";
import { phone } from "./phone.ts";
import { readQr } from "./read-qr.ts";
import { type Wallet, walletIn } from "./wallet.ts";

/** A shopper with a phone of her own, and the wallet on it. */
export interface ShopperOnPhone extends Wallet {
  /**
   * Points the phone at the QR code of a page, or of a part of it: reads it in the pixels, and opens what it says in the
   * wallet. Returns the address. Rejects when a camera could not read it.
   */
  scan(where: Page | Locator): Promise<string>;
  /** Puts the phone away. */
  close(): Promise<void>;
}

/**
 * Takes out a phone: a browser context of its own, apart from the browser that shops. The fixture `shopper` is one;
 * whoever calls this closes it.
 */
export async function openPhone(browser: Browser): Promise<ShopperOnPhone> {
  const context = await browser.newContext({
    ...phone,
    // Also when the shop's own page is tested with scripts off.
    javaScriptEnabled: true,
    // The wallet is no storefront: its addresses are full ones.
    baseURL: "",
  });
  const wallet = walletIn(await context.newPage());
  return {
    ...wallet,
    scan: async (where) => {
      const address = await readQr(where);
      await wallet.open(address);
      return address;
    },
    close: () => context.close(),
  };
}
