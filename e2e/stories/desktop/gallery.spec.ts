import { decodeQr } from "@kaikei/emulator/testing/playwright";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/accessibility.ts";
import { openGallery, overflowing, photograph, specimensUnder, turnKnobs } from "../../fixtures/gallery.ts";
import { expect, test } from "../../fixtures/test.ts";

const languages = ["ja", "en", "zh-Hans", "zh-Hant", "ko"];

// A sheet shows many cards, and each is a region with the same name; a shop's page has one.
const sheet = { within: "[data-slot=stage]", exceptRules: ["landmark-unique"] };

// Nothing turns: pictures are the same in each run, and a page of thirty cards takes no time to paint.
// The pictures are the trace.
test.use({ contextOptions: { reducedMotion: "reduce" }, trace: "off" });

for (const group of ["Tags", "Parts of a payment", "Parts of an account"]) {
  test(`${group} are accessible in each of their states, light and dark, and send nothing`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const names = await specimensUnder(page, group);
    expect(names.length).toBeGreaterThan(5);
    const sent = sentBy(page);
    for (const name of names) {
      await test.step(name, async () => {
        await page.emulateMedia({ colorScheme: "light" });
        await openGallery(page, `${name}/all?theme=light`);
        for (const theme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme: theme });
          await turnKnobs(page, `?theme=${theme}`);
          await expectAccessible(page, sheet);
          expect(await overflowing(page), `beyond the edge in ${page.url()}`).toEqual([]);
          await photograph(page, name, theme);
        }
      });
    }
    expect(sent, "requests of the specimens").toEqual([]);
  });
}

/** The requests that are not for the shop's own pages and files; a scripted shop's routes are below `/shop-…`. */
function sentBy(page: Page): string[] {
  const sent: string[] = [];
  page.on("request", (request) => {
    const { hostname, pathname } = new URL(request.url());
    const toRoutes = pathname.startsWith("/api/") || pathname.startsWith("/shop-");
    if (hostname !== "localhost" || toRoutes || request.method() !== "GET") sent.push(request.url());
  });
  return sent;
}

test("the tags speak five languages, and stay within a screen of 320 px", async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const name of await specimensUnder(page, "Tags")) {
    await openGallery(page, `${name}/all?locale=ja`);
    for (const language of languages) {
      await test.step(`${name} in ${language}`, async () => {
        await turnKnobs(page, `?locale=${language}&device=phone`);
        await expect(page.locator("[data-slot=stage] .kaikei").first()).toHaveAttribute("lang", language);
        expect(await overflowing(page), `beyond the edge in ${page.url()}`).toEqual([]);
        await photograph(page, name, `${language}.320px`);
        if (language === "ja" || language === "ko") await expectAccessible(page, sheet);
      });
    }
  }
});

test("the page of one specimen is accessible, and its address carries every knob", async ({ page }) => {
  await openGallery(page, "paypay-qr?state=expired&theme=dark&locale=ja&dir=rtl&accent=%2300aa77&radius=4px");
  const card = page.locator("[data-slot=stage] .kaikei");
  await expect(card).toHaveAttribute("data-theme", "dark");
  await expect(card).toHaveAttribute("lang", "ja");
  await expect(card).toHaveCSS("direction", "rtl");
  await expect(card).toHaveCSS("border-radius", "4px");
  await expect(page.getByRole("region", { name: "The code" })).toContainText("<PayPayQr order={order}>");
  await expect(page.getByRole("region", { name: "Around it" })).toContainText('accent: "#00aa77"');
  await expectAccessible(page);

  await page.getByLabel("Language").selectOption("en");
  await expect(card).toHaveAttribute("lang", "en");
  await page.getByRole("link", { name: "completed", exact: true }).click();
  await expect(card).toHaveAttribute("data-status", "completed");
  expect(new URL(page.url()).searchParams.get("locale")).toBe("en");
  await page.reload();
  await expect(card).toHaveAttribute("data-status", "completed");
  await expect(card).toHaveAttribute("lang", "en");
});

test("under hostile CSS the code can be scanned all the same", async ({ page }) => {
  await openGallery(page, "paypay-qr?host=hostile");
  const code = page.locator("[data-slot=stage] [data-slot=qr-code]");
  await expect(page.locator("[data-slot=stage] [data-slot=status-title]")).toHaveCSS(
    "color",
    "rgb(255, 255, 255)",
  );
  expect(decodeQr(await code.screenshot())).toMatch(/^https:\/\/qr\.example\//);
});
