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

/** Capabilities for one payment each: JOSE tokens, HS256, with a key of their own derived from the shop's secret. */
export function createPaymentTokens({ secret, clock }: { secret: string; clock: () => Date }): PaymentTokens {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", "kaikei payment token", 32));
  const keyId = createHash("sha256").update(key).digest("base64url").slice(0, 8);
  // A poll repeats the same token: verifying it once costs 0.2 ms, remembering it nothing.
  const remembered = new Map<string, Capability & { expiresAt: number }>();

  return {
    issue: ({ payment, scope }) =>
      new SignJWT({ scope })
        .setProtectedHeader({ alg: "HS256", typ: tokenType, kid: keyId })
        .setSubject(payment)
        .setExpirationTime(Math.floor(clock().getTime() / 1000) + lifeSeconds)
        .sign(key),

    verify: async (token) => {
      const now = clock();
      const known = remembered.get(token);
      if (known !== undefined && known.expiresAt > now.getTime()) return known;
      const verified = await verifySigned(token, key, now);
      if (remembered.size >= longestMemory) remembered.clear();
      remembered.set(token, verified);
      return verified;
    },
  };
}

async function verifySigned(
  token: string,
  key: Uint8Array,
  now: Date,
): Promise<Capability & { expiresAt: number }> {
  try {
    const { payload } = await jwtVerify(token, key, {
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
