import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { inWorkspace, root } from "./workspace.ts";

test("every package with a test is a Vitest project, so that no test is forgotten in silence", () => {
  const files = execFileSync("git", ["ls-files", "packages/*.test.*", "apps/*.test.*"], {
    cwd: root,
    encoding: "utf8",
  });
  const packages = new Set(files.split("\n").flatMap((file) => file.match(/^\w+\/\w+/) ?? []));
  const forgotten = [...packages].filter((folder) => !existsSync(inWorkspace(folder, "vitest.config.ts")));
  expect(forgotten).toEqual([]);
});
