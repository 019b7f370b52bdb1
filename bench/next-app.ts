import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { binOf } from "../scripts/workspace.ts";

/** A running Next server (`next start`) of the shop in `next-app/`. */
export interface NextApp {
  origin: string;
  end(): Promise<void>;
}

export const secret = "a-secret-for-measuring-of-32-characters-or-more";
const folder = fileURLToPath(new URL("next-app", import.meta.url));
const next = binOf({ from: "bench", dependency: "next" });

let built: Promise<void> | undefined;

/** Starts a process of the shop; the first one of a run builds it. */
export async function startNextApp(options: { databaseUrl: string; payPayUrl: string }): Promise<NextApp> {
  built ??= run(["build", folder]);
  await built;
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    ["--expose-gc", next, "start", folder, "--port", `${port}`, "--hostname", "127.0.0.1"],
    {
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        NEXT_TELEMETRY_DISABLED: "1",
        DATABASE_URL: options.databaseUrl,
        PAYPAY_ENVIRONMENT: "emulator",
        PAYPAY_EMULATOR_URL: options.payPayUrl,
        KAIKEI_SECRET: secret,
        KAIKEI_PUBLIC_URL: origin,
      },
    },
  );
  const ended = once(child, "exit");
  await untilItAnswers(origin);
  return {
    origin,
    end: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Microseconds of CPU time that a process of the shop has used. */
export async function cpuOf(origin: string): Promise<number> {
  const response = await fetch(`${origin}/usage`);
  return z.object({ cpu: z.number() }).parse(await response.json()).cpu;
}

/** Bytes that it holds after a collection of garbage. */
export async function heapOf(origin: string): Promise<number> {
  const response = await fetch(`${origin}/usage`, { method: "POST" });
  return z.object({ heapUsed: z.number() }).parse(await response.json()).heapUsed;
}

async function run(args: string[]): Promise<void> {
  const child = spawn(process.execPath, [next, ...args], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`next ${args.join(" ")} ended with ${code}.`);
}

async function untilItAnswers(origin: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    try {
      const { ok } = await fetch(`${origin}/bare/warm`);
      if (ok) return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error("The Next server did not answer within 30 s.");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
