import { decodeQr } from "@kaikei/emulator/testing/playwright";
import { PayPayKiosk, PayPayQr } from "@kaikei/react";
import { views } from "@kaikei/react/testing";
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { PNG } from "pngjs";
import { createElement } from "react";
import { hostCss, renderTags, staticPage } from "../../fixtures/static-page.ts";

// As long as PayPay's are.
const url = "https://qr-stg.sandbox.paypay.ne.jp/28180104f0kTpxUcdnJkRqKe";
const view = views.payable({ nextAction: { kind: "scan_qr", url, deepLink: null } });

function card(props: { theme?: "light" | "dark"; device?: "phone"; kiosk?: boolean } = {}): string {
  const payment = { token: "token", payment: { ...view, device: props.device ?? view.device } };
  const paid = { order: view.order, payment };
  const tag = props.kiosk
    ? createElement(PayPayKiosk, { ...paid, onReturn: () => undefined })
    : createElement(PayPayQr, paid);
  return renderTags(tag, { theme: props.theme ?? "auto" });
}

const code = (page: Page | Locator) => page.locator("[data-slot=qr-code]");

/** What a camera reads that sees the code and a little of what is around it. */
async function read(at: Locator, colours?: "either"): Promise<string | null> {
  await at.scrollIntoViewIfNeeded();
  const box = await at.boundingBox();
  if (!box) throw new Error("The code is not on the page.");
  const around = 12;
  const clip = {
    x: Math.max(0, box.x - around),
    y: Math.max(0, box.y - around),
    width: box.width + 2 * around,
    height: box.height + 2 * around,
  };
  return decodeQr(await at.page().screenshot({ clip }), colours);
}

async function open(
  browser: Browser,
  html: string,
  options: Parameters<Browser["newPage"]>[0] = {},
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 760, height: 1000 }, ...options });
  await page.setContent(html);
  return page;
}

const sizes = [160, 200, 240, 320, 480, 640];
const everySize = sizes
  .map((size) => `<div style="--kaikei-qr-size: ${size}px; --kaikei-width: 720px">${card()}</div>`)
  .join("");
const dark = "body { background: #0b0c10 }";

for (const [name, css, options] of [
  ["light", "", { colorScheme: "light" }],
  ["dark", dark, { colorScheme: "dark" }],
  ["forced colours", "", { forcedColors: "active", colorScheme: "dark" }],
] as const) {
  for (const deviceScaleFactor of [1, 3]) {
    test(`a camera reads it from 160 to 640 px: ${name}, ${deviceScaleFactor}x`, async ({ browser }) => {
      const page = await open(browser, staticPage(everySize, { css }), { ...options, deviceScaleFactor });
      for (const [index, size] of sizes.entries()) {
        const at = code(page).nth(index);
        expect((await at.boundingBox())?.width).toBe(size);
        expect(await read(at), `${size} px`).toBe(url);
      }
      await page.close();
    });
  }
}

const hostile: Array<[name: string, css: string]> = [
  ["Tailwind's preflight in no layer", hostCss("tailwind-3")],
  ["everything white on black and inverted", "* { color: #fff; background: #000; filter: invert(1) }"],
  [
    "the same, important",
    "* { color: #fff !important; background: #000 !important; filter: invert(1) !important }",
  ],
  ["small pictures", "svg { max-width: 20px; max-height: 20px; width: 1em; height: 1em; padding: 4px }"],
  ["no fill", "path { fill: none !important; stroke: #f0f !important; stroke-width: 3px !important }"],
  ["no pictures", "img, svg { display: none } path { visibility: hidden; display: none }"],
  ["no pictures, important", "img, svg, path { display: none !important; opacity: 0 !important }"],
  ["faded sections", "section { opacity: .1; filter: blur(4px); mix-blend-mode: difference }"],
  [
    "slow changes",
    "* { transition: all 9s; animation: host 9s infinite } @keyframes host { to { opacity: 0 } }",
  ],
  [
    "shapes",
    "svg, section div { transform: rotate(40deg) scale(.2); clip-path: circle(20%); border-radius: 50% }",
  ],
  [
    "a narrow column",
    "section div { max-width: 40px } svg { inline-size: 10px; position: absolute; inset: 0 }",
  ],
  ["right to left", "html { direction: rtl }"],
  ["a dark shop", `${dark} :root { color-scheme: dark } svg { background: #000; color: #fff }`],
];

// A shop restyles the card by rules outside of layers: these do, and only the code is kept from them.
const repainting: typeof hostile = [
  ["white text", "* { color: #fff; filter: invert(1) }"],
  [
    "everything in the text's colour",
    "svg, path { fill: currentColor; stroke: currentColor } * { color: #fff }",
  ],
];

test("a camera reads it under a shop's hostile CSS, black on white, and the card can be used", async ({
  browser,
}) => {
  const page = await browser.newPage({ viewport: { width: 480, height: 760 } });
  for (const [name, css] of [...hostile, ...repainting]) {
    // With html, body and main four elements are around it: their filters, out of our reach, cancel each other.
    await page.setContent(staticPage(`<div>${card()}</div>`, { css }));
    expect(await read(code(page)), name).toBe(url);
    if (repainting.some(([other]) => other === name)) continue;
    const link = page.getByRole("link", { name: "Open the payment page on this device" });
    await expect(link, name).toBeVisible();
    expect((await link.boundingBox())?.height, name).toBeGreaterThanOrEqual(24);
    expect(await contrast(link), name).toBeGreaterThan(4.5);
    expect(await contrast(page.getByRole("heading")), name).toBeGreaterThan(4.5);
  }
  await page.close();
});

/** Of its text against what is behind, both as computed. */
function contrast(at: Locator): Promise<number> {
  return at.evaluate((element) => {
    const channels = (colour: string) => {
      const context = new OffscreenCanvas(1, 1).getContext("2d");
      if (!context) throw new Error("There is no canvas.");
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      return [...context.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = channels(colour)
        .slice(0, 3)
        .map((value) => (value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    let behind: Element | null = element;
    while (behind && channels(getComputedStyle(behind).backgroundColor)[3] === 0)
      behind = behind.parentElement;
    const ground = luminance(behind ? getComputedStyle(behind).backgroundColor : "#fff");
    const text = luminance(getComputedStyle(element).color);
    return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
  });
}

test("a page that is inverted around the card inverts the code, and one variable turns it back", async ({
  browser,
}) => {
  const css = "html { filter: invert(1) hue-rotate(180deg) }";
  const page = await open(browser, staticPage(card(), { css }));
  expect(await read(code(page))).toBeNull();
  expect(await read(code(page), "either")).toBe(url);
  await page.setContent(
    staticPage(card(), { css: `${css} html { --kaikei-qr-filter: invert(1) hue-rotate(180deg) }` }),
  );
  expect(await read(code(page))).toBe(url);
  await page.close();
});

test("a browser that darkens light pages by itself leaves the code alone", async ({ browser }) => {
  const page = await open(browser, staticPage(""));
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setAutoDarkModeOverride", { enabled: true });
  await page.setContent(staticPage(card({ theme: "light" })));
  const pixel = await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
  expect(PNG.sync.read(pixel).data[0], "the page is dark").toBeLessThan(80);
  expect(await read(code(page))).toBe(url);
  await page.close();
});

test("a camera reads it on paper, on a kiosk that stands or lies, and on a phone behind its disclosure", async ({
  browser,
}) => {
  const page = await open(browser, staticPage(card({ theme: "dark" })));
  await page.emulateMedia({ media: "print" });
  expect(await read(code(page))).toBe(url);

  for (const [width, height] of [
    [768, 1024],
    [1280, 800],
    [1920, 1080],
    [480, 320],
  ] as const) {
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width, height });
    await page.setContent(staticPage(card({ kiosk: true })));
    const box = await code(page).boundingBox();
    const shown = `${width} × ${height}`;
    expect(box?.width, shown).toBeGreaterThanOrEqual(Math.min(width, height) * 0.6);
    expect(await read(code(page)), shown).toBe(url);
  }

  await page.setViewportSize({ width: 320, height: 640 });
  await page.setContent(staticPage(card({ device: "phone" })));
  await page.locator("summary").click();
  expect(await read(code(page))).toBe(url);
  await page.close();
});

test("a reset in a layer that is named before the kit's leaves the card as it was", async ({ browser }) => {
  const page = await open(browser, staticPage(card({ device: "phone" })));
  const looks = () =>
    page.locator(".kaikei").evaluate((root) =>
      [root, ...root.querySelectorAll("[data-slot]")].map((element) => {
        const { backgroundColor, color, fontSize, fontWeight, padding, borderTopWidth } =
          getComputedStyle(element);
        return {
          slot: element.getAttribute("data-slot"),
          backgroundColor,
          color,
          fontSize,
          fontWeight,
          padding,
          borderTopWidth,
        };
      }),
    );
  const alone = await looks();
  const css = `@layer base { ${hostCss("tailwind-3")} }`;
  await page.setContent(staticPage(card({ device: "phone" }), { first: "@layer base, kaikei;", css }));
  expect(await looks()).toEqual(alone);
  await page.setContent(staticPage(card({ device: "phone" }), { css }));
  expect(await looks(), "the order named by nobody").not.toEqual(alone);
  await page.close();
});

test("who wants no motion sees none", async ({ browser }) => {
  const waiting = views.starting();
  const tag = createElement(PayPayQr, { order: view.order, payment: { token: "token", payment: waiting } });
  const moving = (page: Page) => page.evaluate(() => document.getAnimations().length);
  const page = await open(browser, staticPage(renderTags(tag)));
  expect(await moving(page)).toBeGreaterThan(1);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await moving(page)).toBe(0);
  await page.close();
});

test("one value of a variable may have a light and a dark side: the card's theme chooses", async ({
  browser,
}) => {
  const css = ":root { --kaikei-accent: light-dark(#087a55, #6fe0b6) }";
  for (const [theme, colour] of [
    ["light", "rgb(8, 122, 85)"],
    ["dark", "rgb(111, 224, 182)"],
  ] as const) {
    const page = await open(browser, staticPage(card({ theme, device: "phone" }), { css }));
    await expect(page.locator("[data-slot=open-app-link]")).toHaveCSS("background-color", colour);
    await page.close();
  }
});

test("the stylesheet leaves everything outside of the card as it was", async ({ browser }) => {
  const outside = `<header><h1>Shop</h1><nav><a href="#">Home</a></nav></header>
    <section class="status" data-slot="status" data-status="completed"><h2 data-slot="status-title">Title</h2>
    <p data-slot="amount">1</p><button data-emphasis="primary" data-slot="retry-button">Go</button>
    <details data-slot="other-device"><summary>More</summary></details><progress data-slot="countdown-bar" value="1" max="2"></progress>
    <div data-slot="qr-code"><svg width="9" height="9"><path d="M0 0h9v9z"/></svg></div><input value="x"></section>`;
  const page = await open(browser, staticPage(`${outside}${card()}`));
  const looks = (from: Page) =>
    from.evaluate(() => {
      const inside = document.querySelector(".kaikei");
      const elements = [...document.querySelectorAll("html, body, main, main *")].filter(
        (element) => !inside?.contains(element),
      );
      // Without the card, whose own size shapes the page.
      inside?.remove();
      return elements.flatMap((element) =>
        [null, "::before", "::after"].map((part) => {
          const computed = getComputedStyle(element, part);
          return [
            element.tagName,
            part,
            ...[...computed].map((name) => `${name}: ${computed.getPropertyValue(name)}`),
          ];
        }),
      );
    });
  const withStyles = await looks(page);
  await page.setContent(staticPage(`${outside}${card()}`).replace(/<style>[\s\S]*?<\/style>/, ""));
  const without = await looks(page);
  expect(withStyles.length).toBeGreaterThan(40);
  expect(withStyles).toEqual(without);
  await page.close();
});
