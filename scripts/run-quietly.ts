import { spawn } from "node:child_process";
import { root } from "./workspace.ts";

/** Runs a command to its end and keeps what it says; a failure throws it. */
export async function runQuietly(
  command: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; signal?: AbortSignal } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const child = spawn(command, args, {
      cwd: root,
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    // An abort is an error too; then the command is still ending, and its end is what we wait for.
    child.once("error", (error) => {
      if (child.pid === undefined) reject(error);
    });
    child.once("close", (code, signal) => {
      if (code === 0) return resolve(said);
      const how = signal === null ? `failed with exit code ${code}` : `was ended by ${signal}`;
      reject(new Error(`"${[command, ...args].join(" ")}" ${how}:\n\n${said.trim()}`));
    });
  });
}
