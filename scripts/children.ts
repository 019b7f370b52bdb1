import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** One long-running program of ours. */
export interface ChildOptions {
  /** As people call it in messages: "The storefront". */
  name: string;
  /** A file for Node, then its arguments. */
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** Programs that live and die together. */
export interface Children {
  start(options: ChildOptions): void;
  /** From now on the programs' output is shown as it comes; until then it is kept for the message of a death. */
  show(streams: "errors" | "everything"): void;
  /** Aborted when one of them ended by itself, with an error that says which, how, and what it said last. */
  readonly death: AbortSignal;
  /** Ends all, with everything that they started, and waits until they are gone. */
  end(): Promise<void>;
}

/** Starts nothing yet. After `patienceMs` without heeding SIGTERM a program is killed. */
export function createChildren({ patienceMs = 5_000 }: { patienceMs?: number } = {}): Children {
  const running = new Set<ChildProcess>();
  const death = new AbortController();
  let shown: "nothing" | "errors" | "everything" = "nothing";
  let ending = false;

  return {
    start({ name, args, cwd, env }) {
      // A process group of its own: one signal ends it with everything that it started, and a Ctrl-C at the
      // terminal comes to us alone, so that the order of ending is ours.
      const child = spawn(process.execPath, args, {
        cwd,
        env,
        detached: process.platform !== "win32",
        stdio: ["ignore", "pipe", "pipe"],
      });
      running.add(child);
      let said = "";
      const hear = (chunk: Buffer, to: NodeJS.WriteStream, wanted: boolean) => {
        said = (said + chunk.toString()).slice(-8_000);
        if (wanted) to.write(chunk);
      };
      child.stdout.on("data", (chunk) => hear(chunk, process.stdout, shown === "everything"));
      child.stderr.on("data", (chunk) => hear(chunk, process.stderr, shown !== "nothing"));
      child.once("error", (cause) => death.abort(new Error(`${name} could not be started.`, { cause })));
      // Its own children may outlive it, and they hold its output open.
      child.once("exit", () => signalGroup(child, "SIGKILL"));
      child.once("close", (code, signal) => {
        running.delete(child);
        if (ending) return;
        const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
        death.abort(new Error(`${name} ended ${how}.${said === "" ? "" : ` It said:\n\n${said.trim()}`}`));
      });
    },
    show(streams) {
      shown = streams;
    },
    death: death.signal,
    async end() {
      ending = true;
      await Promise.all([...running].map((child) => endGroup(child, patienceMs)));
    },
  };
}

async function endGroup(child: ChildProcess, patienceMs: number): Promise<void> {
  const closed = once(child, "close");
  signalGroup(child, "SIGTERM");
  const impatience = setTimeout(() => signalGroup(child, "SIGKILL"), patienceMs);
  await closed;
  clearTimeout(impatience);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch {
    // Nobody is left in the group, which is what we want.
  }
}
