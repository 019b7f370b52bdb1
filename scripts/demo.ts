import { once } from "node:events";
import { type Children, createChildren } from "./children.ts";
import { demoEnvironment, talksToPayPay } from "./demo-environment.ts";
import { choosePort, refuseTakenPorts } from "./ports.ts";
import { runQuietly } from "./run-quietly.ts";
import { waitUntilAnswers } from "./wait-until-answers.ts";
import { binOf, inWorkspace } from "./workspace.ts";

// `pnpm demo` builds everything and starts the emulator and the storefront; `pnpm dev` does it with hot reload.

const develop = process.argv.includes("--dev");
const children = createChildren();

// Whoever ends us ends all: the terminal's Ctrl-C, a process manager, a closed window.
const interrupted = new AbortController();
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const) {
  process.on(signal, () => {
    process.exitCode = code;
    interrupted.abort();
  });
}

try {
  await run(children);
} catch (error) {
  await children.end();
  if (!interrupted.signal.aborted) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
  process.exit();
}

async function run({ start, show, death }: Children): Promise<never> {
  const ended = AbortSignal.any([death, interrupted.signal]);
  const shopPort = choosePort("KAIKEI_DEMO_PORT", 3000);
  const emulatorPort = choosePort("KAIKEI_EMULATOR_PORT", 4010);
  await refuseTakenPorts(talksToPayPay(process.env) ? [shopPort] : [shopPort, emulatorPort]);

  const demo = demoEnvironment({
    shopPort: shopPort.port,
    emulatorPort: emulatorPort.port,
    databaseFolder: inWorkspace("apps", "demo", ".kaikei", "database"),
    environment: process.env,
  });

  await build(develop ? "@kaikei/demo^..." : "@kaikei/demo...", demo.variables);

  if (demo.emulatorUrl !== null) {
    start({
      name: "The emulator",
      args: [...emulatorProgram(), "--port", String(emulatorPort.port), "--webhook-url", demo.webhookUrl],
      cwd: inWorkspace(),
      env: demo.variables,
    });
  }
  start({
    name: "The storefront",
    args: [
      binOf({ from: "apps/demo", dependency: "next" }),
      develop ? "dev" : "start",
      "--port",
      String(shopPort.port),
      // The way that the emulator is: for this machine only.
      "--hostname",
      "127.0.0.1",
    ],
    cwd: inWorkspace("apps", "demo"),
    env: demo.variables,
  });
  if (develop) startCompilers(start, demo.variables);

  await Promise.all([
    waitUntilAnswers(demo.shopUrl, { name: "The storefront", signal: ended }),
    demo.emulatorUrl === null || waitUntilAnswers(demo.emulatorUrl, { name: "The emulator", signal: ended }),
  ]);

  process.stdout.write(`Cake shop:     ${demo.shopUrl}\n`);
  if (demo.emulatorUrl !== null) process.stdout.write(`PayPay wallet: ${demo.emulatorUrl}\n`);
  show(develop ? "everything" : "errors");

  if (!ended.aborted) await once(ended, "abort");
  throw ended.reason;
}

async function build(filter: string, env: NodeJS.ProcessEnv): Promise<void> {
  const notice = "Building …";
  if (process.stderr.isTTY) process.stderr.write(notice);
  try {
    await runQuietly(
      process.execPath,
      [binOf({ from: ".", dependency: "turbo" }), "run", "build", `--filter=${filter}`, "--concurrency=1"],
      { env, signal: interrupted.signal },
    );
  } finally {
    if (process.stderr.isTTY) process.stderr.write(`\r${" ".repeat(notice.length)}\r`);
  }
}

function emulatorProgram(): string[] {
  const emulator = inWorkspace("packages", "emulator");
  if (!develop) return [`${emulator}/dist/cli.js`];
  return [
    "--watch",
    "--conditions=@kaikei/source",
    "--disable-warning=ExperimentalWarning",
    `${emulator}/src/cli.ts`,
  ];
}

/** The shop reads what we publish, so the packages are compiled again at each change. */
function startCompilers(start: Children["start"], env: NodeJS.ProcessEnv): void {
  for (const name of ["server", "react"]) {
    const folder = inWorkspace("packages", name);
    start({
      name: `The compiler of packages/${name}`,
      args: [
        binOf({ from: ".", dependency: "typescript", bin: "tsc" }),
        ...["-p", "tsconfig.build.json", "--watch", "--preserveWatchOutput"],
      ],
      cwd: folder,
      env,
    });
  }
}
