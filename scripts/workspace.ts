import { readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path inside the checkout. */
export function inWorkspace(...parts: string[]): string {
  return join(root, ...parts);
}

/**
 * The file behind the bin of a dependency that the package in `from` lists, for Node to run: the shim in
 * `node_modules/.bin` would be one process more to end.
 */
export function binOf(options: { from: string; dependency: string; bin?: string }): string {
  const { from, dependency, bin = dependency } = options;
  const folder = realpathSync(inWorkspace(from, "node_modules", dependency));
  const manifest: { bin: string | Record<string, string> } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const file = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[bin];
  if (file === undefined) throw new Error(`${dependency} has no bin "${bin}".`);
  return join(folder, file);
}
