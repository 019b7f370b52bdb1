import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "../scripts/chromium.ts";
import { phone } from "./fixtures/phone.ts";

const chromium = findChromium(process.env);
if (chromium === undefined) {
  throw new Error("There is no Chromium here. `pnpm test` gets one by itself, or name one by CHROMIUM_PATH.");
}

/** `pnpm test` reads the file that this names. */
const wholeSuite = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE !== undefined;

export default defineConfig({
  testDir: "stories",
  outputDir: "test-results",
  // Each has a storefront, a database and an emulator of its own; two cores are what CI has.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: wholeSuite ? [["list"], ["json"]] : [["list"]],
  use: {
    locale: "en-US",
    actionTimeout: 15_000,
    timezoneId: "Asia/Tokyo",
    // A fifth of a story's time goes into its trace: `pnpm e2e <story>` keeps one, the whole suite keeps a picture.
    trace: wholeSuite ? "off" : "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium,
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  // Stories in stories/desktop and stories/phone are about one of them, or about nothing that a screen changes; the others are
  // told on both.
  projects: [
    {
      name: "desktop",
      testIgnore: "phone/**",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 900 } },
    },
    { name: "phone", testIgnore: "desktop/**", use: phone },
  ],
});
