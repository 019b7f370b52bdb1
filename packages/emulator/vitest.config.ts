import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@kaikei/source"] },
  test: { name: "emulator", include: ["src/**/*.test.ts"], testTimeout: 20_000 },
});
