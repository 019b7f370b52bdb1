import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { problemsOf } from "../packed-problems.ts";
import { runQuietly } from "../run-quietly.ts";
import { oneFailed, onePassed, sum, type Tally } from "../tally.ts";
import { inWorkspace } from "../workspace.ts";
import type { StepContext } from "./program.ts";

const published = ["server", "emulator", "react"];
/** What a shop brings along, at the versions that our own packages use. */
const peers = {
  "apps/demo": ["react", "react-dom", "next", "pg", "@electric-sql/pglite"],
  e2e: ["@playwright/test"],
};

/** Packs the packages, installs them in a folder of their own and uses them with the machine's own Node. */
export async function tryPackages(
  context: StepContext & { folder: string; say: (line: string) => void },
): Promise<Tally> {
  const { env, signal, folder, say } = context;
  const shop = join(folder, "shop");
  mkdirSync(shop);
  const own = { ...env, PATH: pathWithoutOurs(env.PATH ?? "") };
  say(`Node ${await versionOfOwnNode(own)}`);

  const tarballs = await pack(shop, { env, signal });
  writeFileSync(join(shop, "package.json"), JSON.stringify(manifestOf(tarballs), null, 2));
  // Not part of this workspace, and nothing of what it installs needs to run a script.
  writeFileSync(join(shop, "pnpm-workspace.yaml"), "packages: []\nallowBuilds:\n  sharp: false\n");
  await pnpm(["install", "--prefer-offline", "--no-frozen-lockfile"], { cwd: shop, env, signal });

  const names = published.map((name) => `@kaikei/${name}`);
  const results = [
    await inspect(shop, say),
    await use("import-every-subpath.mjs", names, { shop, env: own, signal, say }),
    await use("pay.mjs", [], { shop, env: own, signal, say }),
  ];
  return sum(results);
}

async function inspect(shop: string, say: (line: string) => void): Promise<Tally> {
  const tarballs = readdirSync(shop).filter((file) => file.endsWith(".tgz"));
  const problems: string[] = [];
  for (const file of tarballs) {
    for (const problem of await problemsOf(readFileSync(join(shop, file))))
      problems.push(`✗ ${file}: ${problem}`);
  }
  for (const problem of problems) say(problem);
  if (problems.length > 0) return oneFailed;
  say(`publint and are-the-types-wrong find nothing in ${tarballs.length} packages.`);
  return onePassed;
}

async function use(
  program: string,
  args: string[],
  context: StepContext & { shop: string; say: (line: string) => void },
): Promise<Tally> {
  const { shop, env, signal, say } = context;
  copyFileSync(inWorkspace("scripts", "packed", program), join(shop, program));
  try {
    say((await runQuietly("node", [program, ...args], { cwd: shop, env, signal })).trim());
    return onePassed;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return oneFailed;
  }
}

/** The package manager and our own dependencies put another Node first. */
export function pathWithoutOurs(path: string): string {
  const ours = /[\\/]node_modules[\\/]/;
  return path
    .split(delimiter)
    .filter((folder) => !ours.test(`${folder}/`))
    .join(delimiter);
}

async function versionOfOwnNode(env: NodeJS.ProcessEnv): Promise<string> {
  const version = (await runQuietly("node", ["--print", "process.versions.node"], { env })).trim();
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return version;
  throw new Error(`The machine's own Node is ${version}; the packages promise to work from 20.19 on.`);
}

async function pack(shop: string, context: StepContext): Promise<Record<string, string>> {
  for (const name of published) {
    await pnpm(["pack", "--pack-destination", shop], { cwd: inWorkspace("packages", name), ...context });
  }
  return tarballsIn(shop, ".");
}

/** What to install for each package of ours. */
export function tarballsIn(folder: string, prefix = folder): Record<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  return Object.fromEntries(
    published.map((name) => {
      const file = files.find((candidate) => candidate.startsWith(`kaikei-${name}-`));
      if (file === undefined) throw new Error(`pnpm pack made no tarball of @kaikei/${name}.`);
      return [`@kaikei/${name}`, `file:${prefix}/${file}`];
    }),
  );
}

function manifestOf(tarballs: Record<string, string>): object {
  const brought = Object.entries(peers).flatMap(([folder, names]) => {
    const manifest: { dependencies?: Record<string, string>; devDependencies: Record<string, string> } =
      JSON.parse(readFileSync(inWorkspace(folder, "package.json"), "utf8"));
    const versions = { ...manifest.devDependencies, ...manifest.dependencies };
    return names.map((name) => [name, versions[name]]);
  });
  return {
    name: "shop",
    private: true,
    type: "module",
    dependencies: { ...tarballs, ...Object.fromEntries(brought) },
  };
}

/** `pnpm test` has pnpm on its PATH, whichever way it was started. */
async function pnpm(args: string[], options: StepContext & { cwd: string }): Promise<void> {
  await runQuietly("pnpm", args, options);
}
