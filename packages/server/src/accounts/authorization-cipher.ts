import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { KaikeiError } from "../errors.ts";
import type { Secrets } from "../secret.ts";

/**
 * Keeps what accounts are charged with unreadable to whoever reads the database alone: AES-256-GCM, with keys that are
 * derived from the shop's secret. Of several secrets the first seals and all open, so that a secret can be replaced.
 */
export interface AuthorizationCipher {
  /** `place` names the row that it is written to: moved to another row, it does not open. */
  seal(authorization: string, place: string): string;
  /**
   * Null: it was sealed for another place, or changed.
   * @throws KaikeiError `configuration` when it was sealed with a secret that is no longer given.
   */
  open(sealed: string, place: string): string | null;
  /** What everything begins with that the first secret seals. */
  readonly prefix: string;
  /** There is a former secret, so something may still be sealed with it. */
  readonly isReplacing: boolean;
  /** Keyed hash, to be stored beside what was sealed: equal for equal values, and useless without the secret. */
  hash(authorization: string): string;
  /** The same by every secret: a row may still have its hash of a former one. */
  hashes(authorization: string): readonly [string, ...string[]];
}

const version = "v1";
const ivBytes = 12;
const tagBytes = 16;

interface Keys {
  id: string;
  encryption: Buffer;
  hash: Buffer;
}

export function createAuthorizationCipher(secrets: Secrets): AuthorizationCipher {
  const [current, ...former] = [deriveKeys(secrets[0]), ...secrets.slice(1).map(deriveKeys)] as const;
  const keysById = new Map([current, ...former].map((keys) => [keys.id, keys]));
  const prefix = `${version}.${current.id}.`;
  const hashWith = ({ hash }: Keys, authorization: string) =>
    createHmac("sha256", hash).update(authorization).digest("base64url");

  return {
    seal: (authorization, place) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", current.encryption, iv).setAAD(Buffer.from(place));
      const sealed = [iv, cipher.update(authorization, "utf8"), cipher.final(), cipher.getAuthTag()];
      return prefix + Buffer.concat(sealed).toString("base64url");
    },
    open: (sealed, place) => {
      const [, keyId, text] = /^v1\.([\w-]+)\.([\w-]+)$/.exec(sealed) ?? [];
      if (keyId === undefined || text === undefined) return null;
      const keys = keysById.get(keyId);
      if (keys === undefined) {
        throw new KaikeiError(
          "configuration",
          "KAIKEI_SECRET no longer holds the secret that a linked account was stored with. Put it back, behind the new one.",
        );
      }
      return decrypt(Buffer.from(text, "base64url"), keys.encryption, place);
    },
    prefix,
    isReplacing: former.length > 0,
    hash: (authorization) => hashWith(current, authorization),
    hashes: (authorization) => [
      hashWith(current, authorization),
      ...former.map((keys) => hashWith(keys, authorization)),
    ],
  };
}

function decrypt(bytes: Buffer, key: Buffer, place: string): string | null {
  if (bytes.length < ivBytes + tagBytes) return null;
  const iv = bytes.subarray(0, ivBytes);
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: tagBytes })
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(-tagBytes));
  const text = decipher.update(bytes.subarray(ivBytes, -tagBytes));
  try {
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    // Node throws a plain Error for a tag that does not fit, and for nothing else here.
    return null;
  }
}

/** One key per purpose, so that nothing made for one can pass in another. */
function deriveKeys(secret: string): Keys {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync("sha256", secret, "", `kaikei account authorization ${purpose}`, 32));
  const encryption = derive("encryption");
  const id = createHash("sha256").update(encryption).digest("base64url").slice(0, 8);
  return { id, encryption, hash: derive("hash") };
}
