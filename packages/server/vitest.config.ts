import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@kaikei/source"] },
  ssr: { resolve: { conditions: ["@kaikei/source"] } },
  test: {
    name: "server",
    environment: "node",
    include: ["src/**/*.test.ts"],
    globalSetup: ["./src/testing/global-setup.ts"],
    // PGlite and PostgreSQL start in hooks, and a busy machine has only two cores.
    hookTimeout: 60_000,
    testTimeout: 60_000,
  },
});
