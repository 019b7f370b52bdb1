import { z } from "zod";
import { readVariable } from "./environment.ts";
import { KaikeiError } from "./errors.ts";
import { checkSecret, readSecrets, type Secrets } from "./secret.ts";

/** What is refused with real money unless the shop allows it by name. */
export const trialHabitSchema = z.enum(["embedded_database", "generated_secret", "http"]);
export type TrialHabit = z.infer<typeof trialHabitSchema>;

export interface SettingsInput {
  database?: string;
  secret?: string | readonly string[];
  cronSecret?: string;
  publicUrl?: string;
  allowInProduction?: readonly TrialHabit[];
}

/** Options and variables, checked together before anything is opened. */
export interface Settings {
  /** `postgres://…` or a folder. */
  database: string;
  /** Null: make one beside the database (trials only). */
  secrets: Secrets | null;
  cronSecret: string | null;
  publicUrl: URL;
}

export const defaultFolder = ".kaikei/database";

/**
 * @throws KaikeiError `configuration`, naming the option or variable and what was expected.
 */
export function readSettings(
  input: SettingsInput,
  { environments, ownDatabase }: { environments: readonly string[]; ownDatabase: boolean },
): Settings {
  const production = environments.includes("production");
  const refuse = (habit: TrialHabit, message: string) => {
    if (production && !input.allowInProduction?.includes(habit)) {
      throw new KaikeiError(
        "configuration",
        `${message} With real money this must be allowed by name: allowInProduction: ["${habit}"].`,
      );
    }
  };
  const secret = input.secret ?? readVariable("KAIKEI_SECRET") ?? null;
  if (secret === null) refuse("generated_secret", "KAIKEI_SECRET is not set.");
  const database = input.database ?? readVariable("DATABASE_URL") ?? defaultFolder;
  if (!ownDatabase && !isPostgresUrl(database)) {
    refuse(
      "embedded_database",
      "DATABASE_URL names no PostgreSQL server, so the embedded database would be used.",
    );
  }
  const trial = environments.every((environment) => environment === "emulator");
  const publicUrl = readPublicUrl(input.publicUrl ?? readVariable("KAIKEI_PUBLIC_URL"), trial);
  if (publicUrl.protocol === "http:")
    refuse("http", `KAIKEI_PUBLIC_URL is ${publicUrl.origin}, without TLS.`);
  const cronSecret = input.cronSecret ?? readVariable("KAIKEI_CRON_SECRET") ?? null;
  return {
    database,
    secrets: secret === null ? null : readSecrets(secret),
    cronSecret: cronSecret === null ? null : checkSecret(cronSecret, "KAIKEI_CRON_SECRET"),
    publicUrl,
  };
}

export function isPostgresUrl(database: string): boolean {
  return /^postgres(ql)?:\/\//.test(database);
}

function readPublicUrl(value: string | undefined, trial: boolean): URL {
  if (value === undefined && trial) return new URL("http://localhost:3000");
  if (value === undefined) {
    throw new KaikeiError(
      "configuration",
      "KAIKEI_PUBLIC_URL is not set. Set it to the shop's own address, such as https://shop.example",
    );
  }
  const url = URL.canParse(value) ? new URL(value) : null;
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== "" ||
    url.search !== "" ||
    url.hash !== ""
  ) {
    throw new KaikeiError(
      "configuration",
      "KAIKEI_PUBLIC_URL must be an http(s) address without user, query or fragment, such as https://shop.example",
    );
  }
  return url;
}
