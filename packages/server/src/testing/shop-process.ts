import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** What every order costs in such a shop. */
export const price = { amount: 4200, currency: "JPY" } as const;

/** How a shop in a process of its own is set up. */
export const setupSchema = z.object({
  /** `postgres://…` or a folder. */
  database: z.string(),
  emulatorUrl: z.string(),
  /** Epoch milliseconds that its clock stands at. */
  now: z.number(),
  /** A file, for what must outlive the process. */
  journal: z.string(),
  /** Sends itself a signal at the n-th effect of what it is told to do. */
  stop: z.object({ at: z.int(), signal: z.enum(["SIGKILL", "SIGSTOP"]) }).optional(),
});
export type Setup = z.infer<typeof setupSchema>;

const commandSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("start"), order: z.string() }),
  z.object({ do: z.literal("refresh"), payment: z.string() }),
  z.object({ do: z.literal("cancel"), payment: z.string() }),
  z.object({ do: z.literal("capture"), payment: z.string(), amount: z.int(), key: z.string() }),
  z.object({ do: z.literal("refund"), payment: z.string(), key: z.string() }),
  /** Charges the account that "mune" has linked, without her. */
  z.object({ do: z.literal("charge"), order: z.string(), key: z.string() }),
  z.object({ do: z.literal("undo"), payment: z.string(), key: z.string() }),
  /** A browser's poll, with the look that it may cause; answers whether it did. */
  z.object({ do: z.literal("poll"), payment: z.string(), returned: z.boolean() }),
]);
export type Command = z.infer<typeof commandSchema>;

export const messageSchema = z.union([
  z.object({ now: z.number() }),
  z.object({ number: z.int(), command: commandSchema }),
]);

const journalSchema = z.union([
  /** onPaid was called. */
  z.object({ told: z.string(), delivery: z.string() }),
  /** Where a process was stopped. */
  z.object({ stopped: z.string() }),
]);
export type JournalEntry = z.infer<typeof journalSchema>;

export function readJournal(journal: string): JournalEntry[] {
  if (!existsSync(journal)) return [];
  const lines = readFileSync(journal, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => journalSchema.parse(JSON.parse(line)));
}

export interface ShopProcess {
  /** Rejects when the process ends before it answers. */
  run(command: Command): Promise<unknown>;
  /** Moves its clock. */
  setClock(now: number): void;
  signal(signal: NodeJS.Signals): void;
  /** Until it has ended; the signal that ended it. */
  ended: Promise<NodeJS.Signals | null>;
  end(): Promise<void>;
}

const answerSchema = z.union([
  z.object({ number: z.int(), answer: z.unknown() }),
  z.object({ number: z.int(), error: z.string() }),
]);

/** Starts a shop in a process of its own. Whoever started it ends it. */
export async function startShopProcess(setup: Setup): Promise<ShopProcess> {
  const child = fork(fileURLToPath(new URL("run-shop.ts", import.meta.url)), [JSON.stringify(setup)], {
    execArgv: ["--conditions=@kaikei/source"],
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once("exit", (_code, signal) => resolve(signal)),
  );
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  await Promise.race([
    once(child, "message"),
    ended.then((signal) => {
      throw new Error(`the shop's process ended before it was open (${signal})`);
    }),
  ]);
  child.on("message", (message) => {
    const answer = answerSchema.parse(message);
    const waiter = waiting.get(answer.number);
    waiting.delete(answer.number);
    if ("error" in answer) waiter?.reject(new Error(answer.error));
    else waiter?.resolve(answer.answer);
  });
  void ended.then((signal) => {
    for (const waiter of waiting.values()) waiter.reject(new Error(`the process ended (${signal})`));
  });
  let number = 0;
  return {
    run: (command) =>
      new Promise((resolve, reject) => {
        number += 1;
        waiting.set(number, { resolve, reject });
        child.send({ number, command });
      }),
    setClock: (now) => {
      child.send({ now });
    },
    signal: (signal) => {
      child.kill(signal);
    },
    ended,
    end: async () => {
      // It exits by itself: whoever is killed leaves nothing of what Node has compiled to the next one.
      if (child.connected) child.disconnect();
      child.kill("SIGCONT");
      await ended;
    },
  };
}

/** Until `holds`; for what happens in another process. */
export async function eventually(holds: () => boolean, within = 20_000): Promise<void> {
  for (const deadline = Date.now() + within; !holds(); await sleep(5)) {
    if (Date.now() > deadline) throw new Error("what was waited for did not happen");
  }
}
