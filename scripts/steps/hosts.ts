import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { freePort } from "../../e2e/fixtures/free-port.ts";
import { createChildren } from "../children.ts";
import { ensureChromium } from "../chromium.ts";
import { readQuickStart } from "../quick-start.ts";
import { runQuietly } from "../run-quietly.ts";
import { runShown } from "../run-shown.ts";
import { believe, oneFailed, onePassed, sum, type Tally } from "../tally.ts";
import { waitUntilAnswers } from "../wait-until-answers.ts";
import { binOf, inWorkspace } from "../workspace.ts";
import { countPlaywright } from "./e2e.ts";
import { pathWithoutOurs, tarballsIn } from "./packages.ts";
import type { StepContext } from "./program.ts";

/** A shop of its own in `scripts/hosts/`, with programs for Node. */
interface Host {
  folder: string;
  build: string[];
  start: (port: number) => string[];
  /** The files that the README tells a shop to write, taken from there. */
  fromReadme: (path: string) => boolean;
  /** A browser file that imports the server, and where it would be part of the shop. */
  wrong?: { file: string; as: string };
}

const next = "node_modules/next/dist/bin/next";
const hosts: Host[] = [
  {
    folder: "quick-start",
    build: [next, "build"],
    start: (port) => [next, "start", "--port", String(port), "--hostname", "127.0.0.1"],
    fromReadme: () => true,
    wrong: { file: "wrong/page.tsx", as: "app/wrong/page.tsx" },
  },
  {
    folder: "next-15-react-18",
    build: [next, "build"],
    start: (port) => [next, "start", "--port", String(port), "--hostname", "127.0.0.1"],
    fromReadme: (path) => !path.endsWith(".tsx"),
  },
  {
    folder: "vite",
    build: ["node_modules/vite/bin/vite.js", "build"],
    start: () => ["server.js"],
    fromReadme: () => false,
    wrong: { file: "src/wrong.tsx", as: "src/main.tsx" },
  },
];

/** Builds fresh shops from the packed packages, and a shopper pays in each by QR. */
export async function tryHosts(
  context: StepContext & { folder: string; say: (line: string) => void },
): Promise<Tally> {
  const { env, signal, folder, say } = context;
  const place = join(folder, "hosts");
  const own = { ...env, PATH: pathWithoutOurs(env.PATH ?? ""), PAYPAY_ENVIRONMENT: "emulator" };
  for (const host of hosts) write(host, place);
  writeFileSync(join(place, "package.json"), '{ "private": true }');
  writeFileSync(join(place, "pnpm-workspace.yaml"), workspaceOf(tarballsIn(join(folder, "shop"))));
  await runQuietly("pnpm", ["install", "--prefer-offline", "--no-frozen-lockfile"], {
    cwd: place,
    env,
    signal,
  });

  const built: Tally[] = [];
  for (const host of hosts) {
    const at = { cwd: join(place, host.folder), env: own, signal };
    if (host.wrong !== undefined)
      built.push(await refusesTheServer(host.folder, host.build, host.wrong, at, say));
    const started = performance.now();
    await runQuietly("node", host.build, at);
    say(`${host.folder} builds, in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
    built.push(onePassed);
  }
  return sum([...built, await payInEach(place, { ...context, env: own })]);
}

function write(host: Host, place: string): void {
  const folder = join(place, host.folder);
  cpSync(inWorkspace("scripts", "hosts", host.folder), folder, { recursive: true });
  for (const { path, code } of readQuickStart().filter(({ path }) => host.fromReadme(path))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
}

/** pnpm reads JSON where it expects YAML. */
function workspaceOf(tarballs: Record<string, string>): string {
  return JSON.stringify({
    packages: hosts.map(({ folder }) => folder),
    overrides: tarballs,
    allowBuilds: { sharp: false },
  });
}

async function refusesTheServer(
  name: string,
  build: string[],
  { file, as }: { file: string; as: string },
  at: StepContext & { cwd: string },
  say: (line: string) => void,
): Promise<Tally> {
  const target = join(at.cwd, as);
  const right = existsSync(target) ? readFileSync(target) : null;
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join(at.cwd, file), target);
  const refusal = await runQuietly("node", build, at).then(
    () => "It was built.",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (right === null) rmSync(dirname(target), { recursive: true });
  else writeFileSync(target, right);
  if (refusal.includes("import @kaikei/react in browser code")) {
    say(`${name} with a client component that imports @kaikei/server does not build, and is told why.`);
    return onePassed;
  }
  say(`✗ ${name} with a client component that imports @kaikei/server: ${refusal}`);
  return oneFailed;
}

async function payInEach(
  place: string,
  context: StepContext & { folder: string; say: (line: string) => void },
): Promise<Tally> {
  const { env, signal, folder, say } = context;
  const chromium = await ensureChromium({ env, signal, say });
  const children = createChildren();
  const either = AbortSignal.any([signal, children.death]);
  try {
    const emulatorPort = await freePort();
    const emulatorUrl = `http://127.0.0.1:${emulatorPort}`;
    children.start({
      name: "The emulator",
      args: ["node_modules/@kaikei/emulator/dist/cli.js", "--control", "--port", String(emulatorPort)],
      cwd: join(place, "quick-start"),
      env,
    });
    const shops: { name: string; url: string; fulfilled: string }[] = [];
    for (const host of hosts) {
      const port = await freePort();
      const url = `http://localhost:${port}`;
      children.start({
        name: host.folder,
        args: host.start(port),
        cwd: join(place, host.folder),
        env: { ...env, PORT: String(port), KAIKEI_PUBLIC_URL: url, PAYPAY_EMULATOR_URL: emulatorUrl },
      });
      shops.push({ name: host.folder, url, fulfilled: join(place, host.folder, "fulfilled.txt") });
    }
    for (const { name, url } of shops) {
      await waitUntilAnswers(`${url}/checkout/cake-1`, { name, signal: either });
    }
    const report = join(folder, "hosts.json");
    const program = binOf({ from: "e2e", dependency: "@playwright/test", bin: "playwright" });
    const code = await runShown([program, "test", "--config", "e2e/hosts/playwright.config.ts"], {
      env: {
        ...env,
        CHROMIUM_PATH: chromium,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        KAIKEI_HOSTS: JSON.stringify(shops),
        KAIKEI_HOSTS_EMULATOR: emulatorUrl,
      },
      signal: either,
    });
    return believe(countPlaywright(JSON.parse(readFileSync(report, "utf8"))), code);
  } finally {
    await children.end();
  }
}
