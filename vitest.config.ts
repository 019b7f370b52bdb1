import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      "packages/*/vitest.config.ts",
      "packages/react/react-18/vitest.config.ts",
      "apps/*/vitest.config.ts",
      "chaos/vitest.config.ts",
      {
        test: {
          name: "scripts",
          environment: "node",
          include: ["scripts/**/*.test.ts"],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
