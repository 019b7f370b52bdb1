import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runQuietly } from "./run-quietly.ts";
import { binOf, inWorkspace } from "./workspace.ts";

/** One example of a page: a block of code whose first line is the file's name. */
export interface Example {
  name: string;
  code: string;
}

/** The examples of a page of `docs/react`. */
export function readExamples(page: string): Example[] {
  const text = readFileSync(inWorkspace("docs/react", page), "utf8");
  return [...text.matchAll(/^```tsx?\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)].map(([, name = "", code = ""]) => ({
    name,
    code,
  }));
}

/** Compiles examples as the files of one shop; rejects with what TypeScript says of them. */
export async function compileExamples(examples: readonly Example[]): Promise<void> {
  const shop = writeShop(examples);
  try {
    const tsc = binOf({ from: ".", dependency: "typescript", bin: "tsc" });
    await runQuietly(process.execPath, [tsc, "-p", shop], { cwd: shop });
  } finally {
    rmSync(shop, { recursive: true, force: true });
  }
}

/** A shop of its own among the packages, with what its tests would install. */
function writeShop(examples: readonly Example[]): string {
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
  for (const { name, code } of examples) {
    mkdirSync(dirname(join(shop, name)), { recursive: true });
    // A shop's bundler finds the file without its ending; the workspace's sources are read as Node reads them.
    writeFileSync(join(shop, name), code.replace('from "./test"', 'from "./test.ts"'));
  }
  return shop;
}
