import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { ChildSettings, Order } from "./child-settings.ts";
import type { FastClock } from "./fast-clock.ts";

/** The shop's server processes. */
export interface Servers {
  urls(): string[];
  /** SIGKILL, and another one in its place at once. */
  kill(index: number): Promise<void>;
  tell(order: Order): void;
  /** Lines of all logs in which one of the secrets stands. */
  leaks(): readonly string[];
  /** Servers that ended although nobody killed them. */
  crashes(): readonly string[];
  /** The last lines that warn or worse. */
  lastWarnings(): readonly string[];
  stop(): Promise<void>;
}

interface Slot {
  child: ChildProcess;
  port: number;
  /** How often it was started. */
  generation: number;
}

const readySchema = z.object({ port: z.number() });

export async function startServers(options: {
  count: number;
  clock: FastClock;
  secrets: readonly string[];
  settings: Omit<ChildSettings, "port" | "clock">;
}): Promise<Servers> {
  const { count, clock, secrets, settings } = options;
  const leaks: string[] = [];
  const crashes: string[] = [];
  let warnings: string[] = [];
  let stopping = false;
  let killing = Promise.resolve();
  let calm = false;
  const read = (line: string) => {
    if (secrets.some((secret) => line.includes(secret))) leaks.push(line);
    if (!line.includes('"level":"info"')) warnings = [...warnings.slice(-199), line];
  };
  const start = async (slot: { index: number; port: number; generation: number }): Promise<Slot> => {
    const child: ChildSettings = {
      ...settings,
      hookFailures: calm ? 0 : settings.hookFailures,
      port: slot.port,
      clock: clock.settings(),
      seed: `${settings.seed}/server-${slot.index}/${slot.generation}`,
    };
    const process_ = fork(fileURLToPath(new URL("server.ts", import.meta.url)), {
      env: { PATH: process.env.PATH, CHAOS_CHILD: JSON.stringify(child) },
      execArgv: ["--conditions=@kaikei/source"],
      stdio: ["ignore", "inherit", "pipe", "ipc"],
    });
    if (process_.stderr !== null) createInterface(process_.stderr).on("line", read);
    const ended = once(process_, "exit").then(([code]) => {
      throw new Error(`A server ended with ${code}:\n${warnings.slice(-20).join("\n")}`);
    });
    const [ready] = await Promise.race([once(process_, "message"), ended]);
    // From here on its end is our doing, or an error of its own that the run must not hide.
    ended.catch((error: unknown) => {
      if (!stopping && process_.signalCode !== "SIGKILL") crashes.push(String(error));
    });
    return { child: process_, port: readySchema.parse(ready).port, generation: slot.generation };
  };
  const slots = await Promise.all(
    Array.from({ length: count }, (_, index) => start({ index, port: 0, generation: 0 })),
  );
  return {
    urls: () => slots.map(({ port }) => `http://127.0.0.1:${port}`),
    kill: (index) => {
      // One after the other: the same one may be meant twice, and has to be there to be killed.
      killing = killing.then(async () => {
        const slot = slots[index];
        if (slot === undefined) return;
        await end(slot.child);
        slots[index] = await start({ index, port: slot.port, generation: slot.generation + 1 });
      });
      return killing;
    },
    tell: (order) => {
      if (order.kind === "calm") calm = true;
      for (const { child } of slots) child.send(order);
    },
    leaks: () => leaks,
    crashes: () => crashes,
    lastWarnings: () => warnings,
    stop: async () => {
      stopping = true;
      await Promise.all(slots.map(({ child }) => end(child)));
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
