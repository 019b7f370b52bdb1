import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KaikeiError } from "./errors.ts";

/** The first signs, all verify: to replace a secret, put the new one in front and drop the old one a day later. */
export type Secrets = readonly [string, ...string[]];

const shortest = 32;

/**
 * Reads one secret or several, separated by commas or spaces in a variable.
 *
 * @throws KaikeiError `configuration` when there is none, or one is too short to sign with.
 */
export function readSecrets(input: string | readonly string[]): Secrets {
  const [first = "", ...others] = (typeof input === "string" ? [input] : input)
    .flatMap((secret) => secret.split(/[\s,]+/))
    .filter(Boolean);
  return [checkSecret(first), ...others.map((secret) => checkSecret(secret))];
}

/** @throws KaikeiError `configuration` when the secret is too short to sign with. */
export function checkSecret(secret: string, name = "KAIKEI_SECRET"): string {
  if (secret.length >= shortest) return secret;
  throw new KaikeiError(
    "configuration",
    `${name} has ${secret.length} characters; at least ${shortest} are needed. Make one: openssl rand -base64 32`,
  );
}

/** A trial's secret: made at first start, kept beside the database, readable by its owner alone. */
export function trialSecret(folder: string): string {
  const path = join(folder, "secret");
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    // Linked when it is whole: of two that start together one wins, and a crash leaves no half of a secret.
    const draft = join(folder, `secret-draft-${randomUUID()}`);
    writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
    try {
      linkSync(draft, path);
    } catch (error) {
      const another = error instanceof Error && "code" in error && error.code === "EEXIST";
      if (!another) throw error;
    } finally {
      rmSync(draft);
    }
  }
  return checkSecret(readFileSync(path, "utf8"));
}
