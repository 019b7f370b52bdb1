import type { Page } from "@playwright/test";

/** The emulator's wallet in a page: found by what it is, in whatever language it speaks. */
export interface Wallet {
  readonly page: Page;
  /** Opens what a scanned code says. */
  open(address: string): Promise<void>;
  /** Presses Pay and sees that it is paid. Also pays a request for money. */
  pay(): Promise<void>;
  decline(): Promise<void>;
  /** Allows the shop to use her account, and is back at the shop; a desktop that shows a code for the phone goes on in this browser. */
  link(): Promise<void>;
  /** Does not allow it, and is back at the shop. */
  refuseLink(): Promise<void>;
  /** Allows a higher amount than was held. */
  approve(): Promise<void>;
  /** Tops her wallet up by as much as is missing. */
  topUp(): Promise<void>;
  /** Follows the wallet's way back to the shop, in the wallet's own browser. */
  backToShop(): Promise<void>;
  /** From now on this customer holds the phone: `hanako` has ¥50,000, `taro` ¥3,000, `yuki` nothing. */
  becomes(customer: string): Promise<void>;
}

/**
 * The wallet in a page that is already there: on a phone, the shop's own tab after the shopper has tapped the button.
 *
 * @example
 * ```ts
 * await page.locator("[data-slot=open-app-link]").click();
 * const wallet = walletIn(page);
 * await wallet.pay();
 * await wallet.backToShop();
 * ```
 */
export function walletIn(page: Page): Wallet {
  const state = (name: string) => page.locator(`main[data-state="${name}"]`);
  /** Presses the button of a form; where there is none, says how the wallet's page stands instead. */
  const press = async (form: string, what: string) => {
    const main = page.locator("main[data-page]");
    await main.waitFor();
    const button = main.locator(`${form} button`).first();
    if ((await button.count()) === 0) {
      const [name, found] = await Promise.all([
        main.getAttribute("data-page"),
        main.getAttribute("data-state"),
      ]);
      throw new Error(`The wallet's page "${name}" is "${found}": there is nothing to ${what}.`);
    }
    await button.click();
  };
  const answerLink = async (answer: "accept" | "decline") => {
    await page.locator("main[data-page=link]").waitFor();
    if ((await state("scan").count()) > 0) await page.locator("a[href$='/consent']").click();
    await state("open").waitFor();
    await press(`form[action$="/${answer}"]`, answer);
  };

  return {
    page,
    open: async (address) => {
      await page.goto(address);
    },
    pay: async () => {
      await press('form[action$="/pay"]', "pay");
      await state("paid").waitFor();
    },
    decline: async () => {
      await press('form[action$="/decline"]', "decline");
      await state("declined").waitFor();
    },
    link: () => answerLink("accept"),
    refuseLink: () => answerLink("decline"),
    approve: async () => {
      await press('form[action^="/approve/"]', "approve");
      await state("approved").waitFor();
    },
    topUp: () => press('form[action="/wallet/top-up"]', "top up"),
    backToShop: () => page.locator('main .actions a:not([href="/"])').first().click(),
    becomes: async (customer) => {
      const choice = page.locator(`form[action="/wallet/customer"] button[value="${customer}"]`).first();
      if (!(await choice.isVisible())) await page.locator("main details summary").first().click();
      await choice.click();
      await page
        .locator(`button[value="${customer}"][aria-pressed=true]`)
        .first()
        .waitFor({ state: "attached" });
    },
  };
}
