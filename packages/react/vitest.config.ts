import { defineConfig } from "vitest/config";

export default defineConfig({
  // The sources of the workspace, then what a browser's bundler asks for.
  resolve: { conditions: ["@kaikei/source", "module", "browser", "development|production"] },
  test: { name: "react", environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"], restoreMocks: true },
});
