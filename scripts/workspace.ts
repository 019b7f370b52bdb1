import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path inside the checkout. */
export function inWorkspace(...parts: string[]): string {
  return join(root, ...parts);
}

/** The file behind a dependency's bin, as seen from a package of the workspace, to be run by Node itself: a shim would be one process more to end. */
export function binOf(options: { from: string; dependency: string; bin?: string }): string {
  const { from, dependency, bin = dependency } = options;
  const manifestPath = createRequire(inWorkspace(from, "package.json")).resolve(`${dependency}/package.json`);
  const manifest: { bin: string | Record<string, string> } = createRequire(import.meta.url)(manifestPath);
  const file = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[bin];
  if (file === undefined) throw new Error(`${dependency} has no bin "${bin}".`);
  return join(dirname(manifestPath), file);
}
