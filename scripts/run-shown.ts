import { type ChildProcess, spawn } from "node:child_process";
import { root } from "./workspace.ts";

/** Runs one of Node's programs to its end, its output shown as it comes, and returns its exit code. */
export function runShown(
  args: string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; signal?: AbortSignal } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, args, { cwd: root, ...options, stdio: "inherit" });
    // An abort is an error too; then the program is still ending, and its end is what we wait for.
    child.once("error", (error) => {
      if (child.pid === undefined) reject(error);
    });
    child.once("close", (code) => resolve(code ?? 1));
  });
}
