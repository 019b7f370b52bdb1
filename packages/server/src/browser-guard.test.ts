import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { z } from "zod";

const manifestSchema = z.object({
  exports: z.record(z.string(), z.union([z.string(), z.looseObject({ browser: z.string().optional() })])),
});
const manifest = manifestSchema.parse(
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")),
);
const guard = fileURLToPath(new URL("browser-guard.ts", import.meta.url));

it("every entry that could carry the secret has the guard in front of it, the contract's types do not", () => {
  const guarded = Object.entries(manifest.exports).filter(
    ([, conditions]) => typeof conditions === "object" && conditions.browser !== undefined,
  );
  expect(guarded.map(([name]) => name)).toEqual([".", "./next", "./paypay", "./pglite", "./postgres"]);
  expect(Object.keys(manifest.exports).filter((name) => !guarded.some(([other]) => other === name))).toEqual([
    "./empty-database.tar.gz",
    "./contract",
  ]);
});

it.each([
  ["by name", `import { createKaikei } from ${JSON.stringify(guard)}; console.log(createKaikei);`],
  ["whole", `import * as server from ${JSON.stringify(guard)}; console.log(server);`],
  ["for its effect", `import ${JSON.stringify(guard)};`],
])(
  "a browser bundle that imports the server %s does not build, and the error says what to import",
  async (_how, contents) => {
    const building = build({
      stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
      bundle: true,
      platform: "browser",
      write: false,
      logLevel: "silent",
    });
    await expect(building).rejects.toThrow(/import @kaikei\/react in browser code/);
  },
);
