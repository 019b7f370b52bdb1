import { checkPackage, createPackageFromTarballData, type Package } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

/**
 * What is wrong with a packed package, in sentences: publint and are-the-types-wrong over every subpath, and components
 * that a server component could not import. The packages are ESM only, so CommonJS and TypeScript's old `node10` do not count.
 */
export async function problemsOf(tarball: Buffer): Promise<string[]> {
  const packed = createPackageFromTarballData(tarball);
  return [...(await lint(tarball)), ...(await wrongTypes(packed)), ...withoutUseClient(packed)];
}

async function lint(tarball: Buffer): Promise<string[]> {
  const { messages, pkg } = await publint({
    pack: { tarball: new Uint8Array(tarball).buffer },
    strict: true,
  });
  return messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`);
}

async function wrongTypes(packed: Package): Promise<string[]> {
  // A stylesheet and an archive have no types.
  const result = await checkPackage(packed, { excludeEntrypoints: [/\.css$/, /\.gz$/] });
  if (!result.types) return ["are-the-types-wrong: there are no types at all."];
  return result.problems
    .filter((problem) => !("resolutionKind" in problem && notPromised.has(problem.resolutionKind)))
    .map((problem) => `are-the-types-wrong: ${JSON.stringify(problem)}`);
}

const notPromised = new Set(["node10", "node16-cjs"]);

/** React's exports that only a client component can use. */
const clientOnly =
  /import\s*\{[^}]*\b(?:use[A-Z]\w*|createContext|Component|PureComponent)\b[^}]*\}\s*from\s*"react"/;

function withoutUseClient(packed: Package): string[] {
  return packed
    .listFiles()
    .filter((path) => path.endsWith(".js") && !path.includes("/src/"))
    .filter((path) => clientOnly.test(packed.readFile(path)))
    .filter((path) => !/^\s*["']use client["']/.test(packed.readFile(path)))
    .map((path) => `${path} uses React in the browser and does not begin with "use client".`);
}
