import { createHash, hkdfSync } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { KaikeiError } from "../errors.ts";

/** `manage` shows and cancels one payment, `view` only shows it. */
export const grantScopeSchema = z.enum(["manage", "view"]);
export type GrantScope = z.infer<typeof grantScopeSchema>;

/** What a token lets its bearer do. */
export interface Capability {
  payment: string;
  scope: GrantScope;
}

export interface PaymentTokens {
  issue(capability: Capability): Promise<string>;
  /** @throws KaikeiError `token_invalid`, `token_expired`. */
  verify(token: string): Promise<Capability>;
}

/** Long enough for a shopper who pays late and comes back to look; a new one comes with every start. */
const lifeSeconds = 24 * 3600;
const tokenType = "kaikei-payment+jwt";
const longestMemory = 10_000;

const claimsSchema = z.object({ sub: z.string(), scope: grantScopeSchema, exp: z.number() });

/**
 * Capabilities for one payment each: JOSE tokens, HS256, with a key of their own derived from the shop's secret. Of
 * several secrets the first signs and all verify, so that a secret can be replaced while shoppers are paying.
 */
export function createPaymentTokens({
  secrets,
  clock,
}: {
  secrets: readonly [string, ...string[]];
  clock: () => Date;
}): PaymentTokens {
  const [signing, ...former] = [deriveKey(secrets[0]), ...secrets.slice(1).map(deriveKey)] as const;
  const keys = new Map([signing, ...former].map(({ id, key }) => [id, key]));
  // A poll repeats the same token: verifying it once costs 0.2 ms, remembering it nothing.
  const remembered = new Map<string, Capability & { expiresAt: number }>();

  return {
    issue: ({ payment, scope }) =>
      new SignJWT({ scope })
        .setProtectedHeader({ alg: "HS256", typ: tokenType, kid: signing.id })
        .setSubject(payment)
        .setExpirationTime(Math.floor(clock().getTime() / 1000) + lifeSeconds)
        .sign(signing.key),

    verify: async (token) => {
      const now = clock();
      const known = remembered.get(token);
      if (known !== undefined && known.expiresAt > now.getTime()) return known;
      const verified = await verifySigned(token, keys, now);
      if (remembered.size >= longestMemory) remembered.clear();
      remembered.set(token, verified);
      return verified;
    },
  };
}

/** One key per purpose, so that no token of one kind can pass as another. */
function deriveKey(secret: string): { id: string; key: Uint8Array } {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", "kaikei payment token", 32));
  return { id: createHash("sha256").update(key).digest("base64url").slice(0, 8), key };
}

async function verifySigned(
  token: string,
  keys: ReadonlyMap<string, Uint8Array>,
  now: Date,
): Promise<Capability & { expiresAt: number }> {
  try {
    const keyOf = ({ kid = "" }: { kid?: string }) => {
      const key = keys.get(kid);
      if (key === undefined) throw new errors.JWKSNoMatchingKey();
      return key;
    };
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: ["HS256"],
      typ: tokenType,
      requiredClaims: ["sub", "exp"],
      currentDate: now,
    });
    const claims = claimsSchema.parse(payload);
    return { payment: claims.sub, scope: claims.scope, expiresAt: claims.exp * 1000 };
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new KaikeiError("token_expired", "The token's time is over.", { cause: error });
    }
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) {
      throw new KaikeiError("token_invalid", "The token is not one of ours.", { cause: error });
    }
    throw error;
  }
}
