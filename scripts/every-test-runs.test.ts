import { existsSync, globSync } from "node:fs";
import { sep } from "node:path";
import { expect, test } from "vitest";
import { inWorkspace, root } from "./workspace.ts";

test("every package with a test is a Vitest project, so that no test is forgotten in silence", () => {
  const files = globSync("{packages,apps}/*/**/*.test.{ts,tsx}", {
    cwd: root,
    exclude: (path) => path.includes("node_modules") || path.includes(".next"),
  });
  const packages = new Set(files.map((file) => file.split(sep).slice(0, 2).join("/")));
  expect(packages.size).toBeGreaterThan(0);
  const forgotten = [...packages].filter((folder) => !existsSync(inWorkspace(folder, "vitest.config.ts")));
  expect(forgotten).toEqual([]);
});
