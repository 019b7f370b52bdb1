import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { runQuietly } from "./run-quietly.ts";
import { binOf } from "./workspace.ts";

/** Finds a Chromium on this machine, or gets one; throws a sentence that says what to do. */
export async function ensureChromium(options: {
  env: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  say: (line: string) => void;
}): Promise<string> {
  const { env, say } = options;
  const tried: string[] = [];
  for (const get of [async () => undefined, getFromPlaywright, getFromApt]) {
    try {
      await get(options);
    } catch (error) {
      tried.push(error instanceof Error ? error.message : String(error));
    }
    const found = findChromium(env);
    if (found !== undefined) return found;
  }
  for (const failure of tried) say(failure);
  throw new Error(
    "There is no Chromium here and none could be installed. Install Chromium or Chrome, or name one by CHROMIUM_PATH.",
  );
}

/** The Chromium or Chrome that is installed: named by `CHROMIUM_PATH`, on the PATH, where installers put it, or Playwright's own. */
export function findChromium(env: NodeJS.ProcessEnv): string | undefined {
  if (env.CHROMIUM_PATH) {
    if (isProgram(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, and no program is there.`);
  }
  return [...onPath(env), ...usualPlaces, ...playwrightsOwn(env)].find(isProgram);
}

function onPath(env: NodeJS.ProcessEnv): string[] {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

const usualPlaces = [
  "/usr/lib/chromium/chromium",
  "/snap/bin/chromium",
  "/opt/google/chrome/chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

function playwrightsOwn(env: NodeJS.ProcessEnv): string[] {
  const cache = {
    linux: join(homedir(), ".cache", "ms-playwright"),
    darwin: join(homedir(), "Library", "Caches", "ms-playwright"),
    win32: join(env.LOCALAPPDATA ?? homedir(), "ms-playwright"),
  }[process.platform as string];
  const folder = env.PLAYWRIGHT_BROWSERS_PATH ?? cache;
  if (folder === undefined || !existsSync(folder)) return [];
  const programs = [
    "chrome-linux/chrome",
    "chrome-linux64/chrome",
    "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
    "chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
    "chrome-win/chrome.exe",
    "chrome-win64/chrome.exe",
  ];
  return readdirSync(folder)
    .filter((name) => /^chromium-\d+$/.test(name))
    .toSorted((one, other) => other.localeCompare(one, "en", { numeric: true }))
    .flatMap((name) => programs.map((program) => join(folder, name, program)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

interface Getting {
  env: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  say: (line: string) => void;
}

async function getFromPlaywright({ say, ...options }: Getting): Promise<void> {
  say("There is no Chromium here: asking Playwright for one.");
  const program = binOf({ from: "e2e", dependency: "@playwright/test", bin: "playwright" });
  await runQuietly(process.execPath, [program, "install", "chromium"], options);
}

async function getFromApt({ say, ...options }: Getting): Promise<void> {
  say("Playwright had none: asking apt-get for one.");
  const apt = process.getuid?.() === 0 ? ["apt-get"] : ["sudo", "-n", "apt-get"];
  const env = { ...options.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "chromium", "fonts-noto-cjk"]]) {
    const [command = "apt-get", ...rest] = [...apt, ...args];
    await runQuietly(command, rest, { ...options, env });
  }
}
