import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@kaikei/source"] },
  // The first PGlite of a process takes seconds when other builds use the cores.
  test: {
    name: "demo",
    environment: "node",
    include: ["**/*.test.ts"],
    exclude: ["node_modules/**", ".next/**"],
    hookTimeout: 60_000,
  },
});
