import type { Locator, Page } from "@playwright/test";
import jsQR from "jsqr";
import { PNG } from "pngjs";

/**
 * What a phone's camera would read in this picture, a PNG; `null` when there is no code in it. A code that is white on
 * black is none, since many cameras read only black on white.
 */
export function decodeQr(
  picture: Uint8Array,
  colours: "blackOnWhite" | "either" = "blackOnWhite",
): string | null {
  const { data, width, height } = PNG.sync.read(Buffer.from(picture));
  const inversionAttempts = colours === "either" ? "attemptBoth" : "dontInvert";
  return jsQR.default(new Uint8ClampedArray(data), width, height, { inversionAttempts })?.data ?? null;
}

/**
 * Reads the QR code of a tag in the page's own pixels, as a camera would: a code that the shop's stylesheet has made
 * unreadable is not found. On a phone's page it first opens the disclosure that the code is behind.
 *
 * @param where the page, or the part of it that is meant where there are several codes.
 * @throws Error when nothing can be read within ten seconds.
 */
export async function readQr(where: Page | Locator): Promise<string> {
  const page = "goto" in where ? where : where.page();
  const code = where.locator("[data-slot=qr-code]").first();
  const image = code.locator("[role=img]").first();
  await image.waitFor({ state: "attached" });
  const disclosure = where.locator("[data-slot=other-device]:not([open]) summary").first();
  const look = async () => {
    if (!(await image.isVisible()) && (await disclosure.count()) > 0)
      await disclosure.click({ timeout: 2_000 });
    await image.scrollIntoViewIfNeeded({ timeout: 2_000 });
    return decodeQr(await pictureAround(image));
  };
  const deadline = Date.now() + 10_000;
  for (;;) {
    // What is looked at may just be replaced: a card takes over the server's HTML, or the page is left for another.
    let cause: unknown;
    const read = await look().catch((error: unknown) => {
      cause = error;
      return null;
    });
    if (read) return read;
    if (Date.now() > deadline) throw new Error(unreadable(page.url()), { cause });
    await page.waitForTimeout(200);
  }
}

/** What a phone sees that is held to the code: it, and what lies around it, because a reader needs a quiet zone. */
async function pictureAround(image: Locator): Promise<Uint8Array> {
  const box = await image.boundingBox();
  if (box === null) return image.page().screenshot();
  const margin = 40;
  const left = Math.max(0, box.x - margin);
  const top = Math.max(0, box.y - margin);
  const width = box.x + box.width + margin - left;
  const height = box.y + box.height + margin - top;
  return image.page().screenshot({ clip: { x: left, y: top, width, height } });
}

function unreadable(address: string): string {
  return (
    `No QR code could be read in the pixels of ${address}. A phone's camera would not read it either: ` +
    "is it covered, inverted, filtered or too small?"
  );
}
