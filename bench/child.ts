import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { z } from "zod";

/** A program of this folder in a process of its own, which ends when we do. */
export interface Child<Ready> {
  /** What it sent when it was ready. */
  ready: Ready;
  process: ChildProcess;
  /** The next thing that it sends. */
  message<Message>(schema: z.ZodType<Message>): Promise<Message>;
  end(): Promise<void>;
}

/** Starts a program and waits for the first thing that it sends. */
export async function startChild<Ready>(
  program: string,
  schema: z.ZodType<Ready>,
  env: Record<string, string> = {},
): Promise<Child<Ready>> {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), {
    env: { ...process.env, ...env },
    execArgv: ["--conditions=@kaikei/source"],
  });
  const ended = once(child, "exit");
  const message = async <Message>(of: z.ZodType<Message>) => {
    const [sent] = await Promise.race([
      once(child, "message"),
      ended.then(([code]) => {
        throw new Error(`${program} ended with ${code}.`);
      }),
    ]);
    return of.parse(sent);
  };
  return {
    ready: await message(schema),
    process: child,
    message,
    end: async () => {
      child.kill();
      await ended;
    },
  };
}
