import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { runQuietly } from "./run-quietly.ts";
import { binOf, inWorkspace } from "./workspace.ts";

const page = readFileSync(inWorkspace("docs/react/testing-your-shop.md"), "utf8");
const blocks = [...page.matchAll(/^```tsx?\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, name = "", code = ""]) => ({ name, code }),
);

let folder: string | undefined;
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** A shop of its own among the packages, with what its tests would install. */
function writeShop(): string {
  const shop = mkdtempSync(inWorkspace("e2e/.shop-of-the-page-"));
  const modules = join(shop, "node_modules");
  const installed = {
    "@kaikei/server": "packages/server",
    "@testing-library/react": "packages/react/node_modules/@testing-library/react",
  };
  for (const [name, path] of Object.entries(installed)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(inWorkspace(path), join(modules, name));
  }
  const compilerOptions = { jsx: "react-jsx", types: ["node"], lib: ["es2023", "dom", "dom.iterable"] };
  const config = { extends: "../../tsconfig.base.json", compilerOptions, include: ["**/*"] };
  writeFileSync(join(shop, "tsconfig.json"), JSON.stringify(config));
  writeFileSync(join(shop, "package.json"), JSON.stringify({ type: "module" }));
  for (const { name, code } of blocks) {
    mkdirSync(dirname(join(shop, name)), { recursive: true });
    // A shop's bundler finds the file without its ending; the workspace's sources are read as Node reads them.
    writeFileSync(join(shop, name), code.replace('from "./test"', 'from "./test.ts"'));
  }
  return shop;
}

test("each example of docs/react/testing-your-shop.md compiles as it stands", async () => {
  expect(blocks.map(({ name }) => name)).toEqual([
    "playwright.config.ts",
    "tests/test.ts",
    "tests/checkout.spec.ts",
    "tests/fulfilment.test.ts",
    "tests/checkout.test.tsx",
  ]);
  folder = writeShop();
  const tsc = binOf({ from: ".", dependency: "typescript", bin: "tsc" });
  await runQuietly(process.execPath, [tsc, "-p", folder], { cwd: folder });
}, 60_000);
