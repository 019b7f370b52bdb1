import { defineConfig, devices } from "@playwright/test";
import stories from "../playwright.config.ts";

/** The stories' browser, in shops that already run: `pnpm test --only hosts` builds and starts them. */
export default defineConfig({
  ...stories,
  // A first visit opens the database, and three servers start on two cores.
  timeout: 120_000,
  // One of the stories breaks the PayPay that they share.
  workers: 1,
  testDir: ".",
  outputDir: "../test-results/hosts",
  projects: [{ name: "desktop", use: { ...devices["Desktop Chrome"] } }],
});
