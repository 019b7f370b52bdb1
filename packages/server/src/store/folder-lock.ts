import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { KaikeiError } from "../errors.ts";

/** Who holds a folder. `startedAt` tells a process from a later one with the same number, where the system says it. */
const holderSchema = z.object({
  pid: z.int().positive(),
  startedAt: z.string().nullable(),
  released: z.boolean(),
});
type Holder = z.infer<typeof holderSchema>;

export interface FolderLock {
  release(): void;
}

/**
 * Makes one process the owner of a folder. A lock whose owner is dead, by SIGKILL too, is taken over at once.
 *
 * Locks are numbered and the highest is the valid one: to take over number 7 is to create number 8, which the file
 * system lets one process do. Deleting and re-creating one file instead would let two processes that start together
 * each delete the other's fresh lock.
 *
 * @throws KaikeiError `store_locked`, naming the process that holds it.
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true });
  const me: Holder = { pid: process.pid, startedAt: startOf(process.pid), released: false };
  for (;;) {
    const highest = Math.max(0, ...generations(folder));
    const holder = highest === 0 ? null : readHolder(lockPath(folder, highest));
    if (holder !== null && isAlive(holder)) {
      throw new KaikeiError(
        "store_locked",
        `The embedded database in ${folder} is open in process ${holder.pid}. Two processes would lose each other's rows.`,
      );
    }
    const mine = highest + 1;
    if (!create(folder, mine, me)) continue;
    const overtaken = generations(folder).some((generation) => generation > mine);
    if (overtaken) {
      rmSync(lockPath(folder, mine));
      continue;
    }
    for (const generation of generations(folder)) {
      if (generation < mine) rmSync(lockPath(folder, generation), { force: true });
    }
    // A released lock stays as a file: were it deleted, numbers would start again and a slow starter could reuse one.
    return { release: () => replace(folder, mine, { ...me, released: true }) };
  }
}

const lockName = /^lock\.(\d+)$/;

function lockPath(folder: string, generation: number): string {
  return join(folder, `lock.${generation}`);
}

function generations(folder: string): number[] {
  return readdirSync(folder).flatMap((name) => {
    const match = lockName.exec(name);
    return match ? [Number(match[1])] : [];
  });
}

/** Linking a finished file is atomic: nobody reads a half-written lock, and only one link of a name succeeds. */
function create(folder: string, generation: number, holder: Holder): boolean {
  const draft = writeDraft(folder, holder);
  try {
    linkSync(draft, lockPath(folder, generation));
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function replace(folder: string, generation: number, holder: Holder): void {
  renameSync(writeDraft(folder, holder), lockPath(folder, generation));
}

function writeDraft(folder: string, holder: Holder): string {
  const draft = join(folder, `lock-draft-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(holder));
  return draft;
}

/** Null when a newer owner has just removed it: its number is higher, so the next turn of the loop sees that one. */
function readHolder(path: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.released) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if (codeOf(error) !== "EPERM") return false;
  }
  return holder.startedAt === startOf(holder.pid);
}

/** When a process started, in the kernel's clock ticks; null where /proc is not there. */
function startOf(pid: number): string | null {
  try {
    // The name in parentheses may hold spaces: count the fields after it. The 22nd of all is the start time.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return fields[19] ?? null;
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ESRCH" || code === "EACCES") return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
