// Runs where the packed packages are installed, on the machine's own Node: imports all that they promise.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

let imported = 0;
for (const name of process.argv.slice(2)) {
  const folder = join("node_modules", name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const [subpath, target] of Object.entries(manifest.exports)) {
    const specifier = name + subpath.slice(1);
    const files = typeof target === "string" ? [target] : Object.values(target);
    const missing = files.filter((file) => !existsSync(join(folder, file)));
    if (missing.length > 0)
      throw new Error(`${specifier} promises ${missing.join(", ")}, which is not packed.`);
    if (typeof target === "string") continue;
    // A subpath of types alone has nothing to import, and still must load.
    await import(specifier);
    imported += 1;
  }
  for (const file of Object.values(manifest.bin ?? {})) {
    if (!existsSync(join(folder, file))) throw new Error(`${name} has no ${file}.`);
  }
}
process.stdout.write(`${imported} subpaths import on Node ${process.versions.node}.\n`);
