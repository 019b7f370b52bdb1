import { DrizzleQueryError } from "drizzle-orm";

/** The part of pino's shape that Kaikei uses. Entries hold ids, codes and sentences; never secrets, bodies or personal data. */
export interface Logger {
  info(entry: object, message: string): void;
  warn(entry: object, message: string): void;
  error(entry: object, message: string): void;
}

/** Warnings and errors as one JSON line each on standard error. */
export function createStderrLogger(): Logger {
  const write = (level: "warn" | "error") => (entry: object, message: string) => {
    process.stderr.write(`${escaped(JSON.stringify({ level, source: "kaikei", message, ...entry }))}\n`);
  };
  return { info: () => undefined, warn: write("warn"), error: write("error") };
}

/** What of an unknown error may be logged: its class, code and message, cut to one line. */
export function describeError(error: unknown): { name: string; code?: string; message: string } {
  // Drizzle's own message holds the values of the statement; what the database said of it is the cause.
  if (error instanceof DrizzleQueryError && error.cause !== undefined) return describeError(error.cause);
  if (!(error instanceof Error)) return { name: "NotAnError", message: typeof error };
  const code = "code" in error && typeof error.code === "string" ? { code: oneLine(error.code) } : {};
  return { name: oneLine(error.name), ...code, message: oneLine(error.message) };
}

/** JSON leaves these as they are, and a terminal or a log viewer may take them for a command or a new line. */
function escaped(json: string): string {
  return json.replace(
    commanding,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function oneLine(text: string): string {
  return text.replace(commanding, " ").slice(0, 300);
}

/** Control characters, line ends and turns of the writing direction: a terminal or a log viewer obeys them. */
const commanding = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
