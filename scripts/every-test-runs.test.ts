import { existsSync, globSync } from "node:fs";
import { sep } from "node:path";
import { expect, test } from "vitest";
import { inWorkspace, root } from "./workspace.ts";

test("every package with a test is a Vitest project, so that no test is forgotten in silence", () => {
  const files = globSync("{packages/*,apps/*,chaos}/**/*.test.{ts,tsx}", {
    cwd: root,
    exclude: (path) => path.includes("node_modules") || path.includes(".next"),
  });
  const packages = new Set(files.map(packageOf));
  expect(packages.size).toBeGreaterThan(0);
  const forgotten = [...packages].filter((folder) => !existsSync(inWorkspace(folder, "vitest.config.ts")));
  expect(forgotten).toEqual([]);
});

function packageOf(file: string): string {
  const [first = "", second = ""] = file.split(sep);
  return first === "chaos" ? first : `${first}/${second}`;
}
