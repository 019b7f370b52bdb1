import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@kaikei/source"] },
  ssr: { resolve: { conditions: ["@kaikei/source"] } },
  test: { name: "chaos", environment: "node", include: ["**/*.test.ts"] },
});
