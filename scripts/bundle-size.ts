import { basename, dirname, extname } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
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

/** As esbuild names what is made of `stdin`. */
const entryChunk = "out/stdin.js";

/** Bundles for browsers as a shop's production build would, in memory. Our packages are read from their sources. */
export async function measureBundle({
  code,
  from,
  without = [],
  awaited = [],
}: BundleOptions): Promise<BundleSize> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: code, resolveDir: inWorkspace(from) },
    bundle: true,
    splitting: true,
    minify: true,
    charset: "utf8",
    format: "esm",
    platform: "browser",
    conditions: ["@kaikei/source"],
    external: ["react", "react-dom", ...without],
    legalComments: "none",
    outdir: "out",
    metafile: true,
    write: false,
    absWorkingDir: inWorkspace("."),
    logLevel: "silent",
  });
  const chunks = Object.entries(metafile.outputs).map(([path, { entryPoint, imports }]) => {
    const output = outputFiles.find((file) => file.path === inWorkspace(path));
    if (output === undefined) throw new Error(`esbuild wrote no ${path}.`);
    return { path, entryPoint, imports, contents: output.contents };
  });

  const withStatic = (path: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(path)) return seen;
    seen.add(path);
    const chunk = chunks.find((candidate) => candidate.path === path);
    for (const { path: next, kind, external } of chunk?.imports ?? []) {
      if (kind === "import-statement" && external !== true) withStatic(next, seen);
    }
    return seen;
  };
  const gzipped = (paths: Iterable<string>) => {
    const wanted = new Set(paths);
    return gzip(Buffer.concat(chunks.filter(({ path }) => wanted.has(path)).map(({ contents }) => contents)));
  };

  const imported = chunks
    .filter(({ path, entryPoint }) => entryPoint !== undefined && path !== entryChunk)
    .map(({ path, entryPoint = "" }) => ({ path, name: nameOf(entryPoint) }));
  const first = withStatic(entryChunk);
  for (const wanted of awaited) {
    const found = imported.find(({ name }) => name === wanted);
    if (found === undefined) throw new Error(`${wanted} is not imported dynamically.`);
    withStatic(found.path, first);
  }
  return {
    first: gzipped(first),
    later: imported
      .filter(({ path }) => !first.has(path))
      .map(({ path, name }) => ({
        name,
        bytes: gzipped([...withStatic(path)].filter((chunk) => !first.has(chunk))),
      })),
  };
}

/** Bytes of a stylesheet of the workspace after minifying and gzip. */
export async function measureStylesheet(path: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [inWorkspace(path)],
    bundle: true,
    minify: true,
    charset: "utf8",
    write: false,
    logLevel: "silent",
  });
  return outputFiles.reduce((bytes, { contents }) => bytes + gzip(contents), 0);
}

function nameOf(path: string): string {
  return `${basename(dirname(path))}/${basename(path, extname(path))}`;
}

function gzip(contents: Uint8Array): number {
  return gzipSync(contents, { level: 9 }).length;
}
