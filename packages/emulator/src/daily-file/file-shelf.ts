import { randomBytes } from "node:crypto";
import type { DailyFile } from "./daily-file.ts";

/** Files that can be fetched for a while by whoever has the address. */
export interface FileShelf {
  /** Lays a file out; the path, with its token, at which it can be fetched. */
  put(file: DailyFile): string;
  /** Null when it was never there, or too long ago. */
  take(name: string, token: string): DailyFile | null;
  clear(): void;
}

const lifeSeconds = 2 * 3600;

/** `now` is epoch seconds. */
export function createFileShelf(now: () => number): FileShelf {
  const files = new Map<string, { readonly file: DailyFile; readonly until: number }>();
  return {
    put: (file) => {
      const token = randomBytes(24).toString("base64url");
      files.set(token, { file, until: now() + lifeSeconds });
      return `/files/${file.name}?token=${token}`;
    },
    take: (name, token) => {
      const entry = files.get(token);
      return entry && entry.file.name === name && now() < entry.until ? entry.file : null;
    },
    clear: () => files.clear(),
  };
}
