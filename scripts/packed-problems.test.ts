import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { problemsOf } from "./packed-problems.ts";

const files = {
  "package.json": JSON.stringify({
    name: "cake",
    version: "1.0.0",
    type: "module",
    license: "MIT",
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
  }),
  "dist/index.js":
    '"use client";\nimport { useState } from "react";\nexport const useCake = () => useState(1);\n',
  "dist/index.d.ts": "export declare const useCake: () => unknown;\n",
};

test("a package without a fault has no problems", async () => {
  expect(await problemsOf(pack(files))).toEqual([]);
});

test("a promised file that is not packed, types that are, and a lost directive are problems", async () => {
  const { "dist/index.d.ts": _types, ...rest } = files;
  const found = await problemsOf(
    pack({ ...rest, "dist/index.js": files["dist/index.js"].replace('"use client";\n', "") }),
  );
  expect(found).toContainEqual(expect.stringContaining("index.d.ts but the file does not exist"));
  expect(found).toContainEqual(expect.stringContaining("are-the-types-wrong"));
  expect(found).toContainEqual(expect.stringContaining("dist/index.js uses React in the browser"));
});

function pack(contents: Record<string, string>): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "kaikei-packed-"));
  try {
    for (const [path, text] of Object.entries(contents)) {
      mkdirSync(dirname(join(folder, "package", path)), { recursive: true });
      writeFileSync(join(folder, "package", path), text);
    }
    execFileSync("tar", ["-czf", "cake.tgz", "package"], { cwd: folder });
    return readFileSync(join(folder, "cake.tgz"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
