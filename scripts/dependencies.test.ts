import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { inWorkspace } from "./workspace.ts";

interface Manifest {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
}

/** What a shop installs with each package of ours, and why. Another one is a decision, not an accident. */
const reasons: Record<string, Record<string, string>> = {
  "packages/server": {
    "drizzle-orm": "one schema and one set of queries for both engines, and the shop's own transaction",
    jose: "the payments' tokens",
    undici: "calls at half the CPU of Node's own client",
    zod: "what crosses a border is parsed",
  },
  "packages/react": {
    "qrcode.react": "draws the code",
    swr: "polls once, however many parts show a payment",
  },
  "packages/emulator": {
    "@hono/node-server": "serves the emulator on a port",
    hono: "the emulator's routes and pages",
    jsqr: "reads the code in a test's screenshot, as a camera would",
    pngjs: "the pixels of that screenshot",
    uqr: "draws the code that a phone scans to link a wallet",
    zod: "what crosses a border is parsed",
  },
};
const permissive = ["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD"];

test.each(Object.entries(reasons))(
  "%s depends on what is listed with its reason, and on no more",
  (folder, listed) => {
    const { dependencies = {} } = readManifest(inWorkspace(folder));
    expect(Object.keys(dependencies).sort()).toEqual(Object.keys(listed).sort());
  },
);

test("with everything that these need in turn it is at most fourteen packages, all under licences without conditions for the shop", () => {
  const found = new Map<string, Manifest>();
  for (const folder of Object.keys(reasons)) collect(inWorkspace(folder), found);
  const licences = [...found.values()].map(({ name, license = "none" }) => ({ name, license }));
  expect(licences.filter(({ license }) => !permissive.includes(license))).toEqual([]);
  expect(licences.length).toBeLessThanOrEqual(14);
  expect(licences.length).toBeGreaterThan(6);
});

function collect(folder: string, found: Map<string, Manifest>): void {
  for (const name of Object.keys(readManifest(folder).dependencies ?? {})) {
    const place = locate(name, folder);
    if (found.has(place)) continue;
    found.set(place, readManifest(place));
    collect(place, found);
  }
}

/** As Node looks for a package: in the nearest `node_modules` that has it. */
function locate(name: string, from: string): string {
  const candidate = join(from, "node_modules", name);
  if (existsSync(candidate)) return realpathSync(candidate);
  if (dirname(from) === from) throw new Error(`${name} is not installed`);
  return locate(name, dirname(from));
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
