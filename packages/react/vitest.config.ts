import { defineConfig } from "vitest/config";

export default defineConfig({
  // The sources of the workspace, then what a browser's bundler asks for.
  resolve: {
    conditions: ["@kaikei/source", "module", "browser", "development|production"],
    // As a server has them: all languages and cards, at once. The tests of loading ask for the browser's by its file.
    alias: {
      "#languages": `${import.meta.dirname}/src/messages/languages.ts`,
      "#account-languages": `${import.meta.dirname}/src/messages/account-languages.ts`,
      "#cards": `${import.meta.dirname}/src/cards/cards.ts`,
    },
  },
  test: {
    name: "react",
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
