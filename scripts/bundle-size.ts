import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { transform } from "esbuild";
import { type OutputChunk, type Plugin, rolldown } from "rolldown";
import { inWorkspace } from "./workspace.ts";

/** Bytes after minifying and gzip (level 9). */
export interface BundleSize {
  /** What the page loads before anything is shown: the entry with all that it imports statically. */
  first: number;
  /** What a dynamic `import()` adds when it is needed, by the file that is imported and its folder: `payment/en`. */
  later: { name: string; bytes: number }[];
}

export interface BundleOptions {
  /** What a shop would write: `export { PayPayQr } from "@kaikei/react"`. */
  code: string;
  /** The folder of the workspace that has it among its dependencies. */
  from: string;
  /** Packages that do not count. React never does. */
  without?: readonly string[];
  /** Names of dynamically imported files that count as loaded first all the same. */
  awaited?: readonly string[];
}

/** Bundles for browsers with the bundler of Vite, in memory. Our packages are read from their sources. */
export async function measureBundle({
  code,
  from,
  without = [],
  awaited = [],
}: BundleOptions): Promise<BundleSize> {
  const entry = join(inWorkspace(from), "bundle-size-entry.ts");
  const outside = ["react", "react-dom", ...without];
  const bundle = await rolldown({
    input: entry,
    plugins: [inMemory(entry, code)],
    platform: "browser",
    external: (id) => outside.some((name) => id === name || id.startsWith(`${name}/`)),
    resolve: { conditionNames: ["@kaikei/source", "browser", "import", "module", "default"] },
    transform: { define: { "process.env.NODE_ENV": '"production"' } },
    onLog(_level, { code, message }) {
      // Else it would count as nothing.
      if (code === "UNRESOLVED_IMPORT") throw new Error(message);
    },
  });
  const { output } = await bundle.generate({ format: "esm", minify: true, comments: false });
  await bundle.close();
  const chunks = output.filter((file) => file.type === "chunk");

  const withStatic = (fileName: string, seen = new Set<OutputChunk>()): Set<OutputChunk> => {
    const chunk = chunks.find((candidate) => candidate.fileName === fileName);
    if (chunk === undefined || seen.has(chunk)) return seen;
    seen.add(chunk);
    for (const next of chunk.imports) withStatic(next, seen);
    return seen;
  };
  const gzipped = (wanted: Iterable<OutputChunk>) => gzip(Array.from(wanted, ({ code }) => code).join("\n"));

  const imported = chunks
    .filter(({ isDynamicEntry }) => isDynamicEntry)
    .map(({ fileName, facadeModuleId }) => ({ fileName, name: nameOf(facadeModuleId ?? fileName) }));
  const first = new Set(
    chunks.filter(({ isEntry }) => isEntry).flatMap(({ fileName }) => [...withStatic(fileName)]),
  );
  for (const wanted of awaited) {
    const found = imported.find(({ name }) => name === wanted);
    if (found === undefined) throw new Error(`${wanted} is not imported dynamically.`);
    withStatic(found.fileName, first);
  }
  return {
    first: gzipped(first),
    later: imported
      .map(({ fileName, name }) => ({
        name,
        added: [...withStatic(fileName)].filter((chunk) => !first.has(chunk)),
      }))
      .filter(({ added }) => added.length > 0)
      .map(({ name, added }) => ({ name, bytes: gzipped(added) })),
  };
}

/** Bytes of a stylesheet of the workspace after minifying and gzip. */
export async function measureStylesheet(path: string): Promise<number> {
  const stylesheet = await readFile(inWorkspace(path), "utf8");
  const { code } = await transform(stylesheet, { loader: "css", minify: true, charset: "utf8" });
  return gzip(code);
}

function inMemory(path: string, code: string): Plugin {
  return {
    name: "in-memory",
    resolveId: (id) => (id === path ? path : null),
    load: (id) => (id === path ? code : null),
  };
}

function nameOf(path: string): string {
  return `${basename(dirname(path))}/${basename(path, extname(path))}`;
}

function gzip(contents: string): number {
  return gzipSync(contents, { level: 9 }).length;
}
