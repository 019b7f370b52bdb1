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
    process.stderr.write(`${JSON.stringify({ level, source: "kaikei", message, ...entry })}\n`);
  };
  return { info: () => undefined, warn: write("warn"), error: write("error") };
}

/** What of an unknown error may be logged: its class, code and message, cut to one line. */
export function describeError(error: unknown): { name: string; code?: string; message: string } {
  // Drizzle's own message holds the values of the statement; what the database said of it is the cause.
  if (error instanceof DrizzleQueryError && error.cause !== undefined) return describeError(error.cause);
  if (!(error instanceof Error)) return { name: "NotAnError", message: typeof error };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { name: error.name, ...code, message: oneLine(error.message) };
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not reach a log.
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ").slice(0, 300);
}
