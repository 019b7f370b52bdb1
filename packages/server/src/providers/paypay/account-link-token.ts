import { errors, jwtVerify } from "jose";
import { z } from "zod";
import { accountLinkKey } from "./account-link-key.ts";
import type { KeyPair } from "./options.ts";

/** What a response token says, once it is known to be PayPay's and for us. */
export type ResponseToken =
  | {
      kind: "genuine";
      /** `succeeded`, `declined`, `bad_request`, or a newer word: only `succeeded` links an account. */
      result: string;
      nonce: string;
      referenceId: string;
      userAuthorizationId: string | null;
      profileIdentifier: string | null;
    }
  /** Its time is over. */
  | { kind: "late" }
  /** `reason` names the check that failed: a claim (`aud`, `iss`, `exp`, `nonce`, `referenceId`), or jose's code. */
  | { kind: "invalid"; reason: string };

/** What the shop asked with, where it knows that before it reads the token. */
export interface ExpectedToken {
  nonce: string;
  referenceId: string;
}

const claimsSchema = z.object({
  aud: z.string(),
  exp: z.number(),
  result: z.string(),
  nonce: z.string().min(1),
  referenceId: z.string().min(1),
  userAuthorizationId: z.string().min(1).max(64).nullish(),
  profileIdentifier: z.string().max(64).nullish(),
});

/**
 * Reads the token with which PayPay sends a shopper back. It has to be signed with one of our keys (HS256 and nothing
 * else), by PayPay, for our API key, and not be over, give or take a minute. `nonce` and `referenceId` are compared with
 * `expected`; without it, who calls compares them. Either way, let each nonce pass once.
 *
 * @throws KaikeiError `configuration` when an API secret is not the base64 text that PayPay's panel shows.
 */
export async function verifyResponseToken(
  token: string,
  { keys, now, expected }: { keys: readonly KeyPair[]; now: Date; expected?: ExpectedToken | undefined },
): Promise<ResponseToken> {
  let claim: string | null = null;
  let reason = "no key";
  for (const { apiKey, apiSecret } of keys) {
    try {
      const { payload } = await jwtVerify(token, accountLinkKey(apiSecret), {
        algorithms: ["HS256"],
        issuer: "paypay.ne.jp",
        audience: apiKey,
        requiredClaims: ["exp"],
        clockTolerance: 60,
        currentDate: now,
      });
      const claims = claimsSchema.safeParse(payload);
      if (!claims.success) return { kind: "invalid", reason: "claims" };
      const { result, nonce, referenceId, userAuthorizationId, profileIdentifier } = claims.data;
      if (expected && nonce !== expected.nonce) return { kind: "invalid", reason: "nonce" };
      if (expected && referenceId !== expected.referenceId) return { kind: "invalid", reason: "referenceId" };
      return {
        kind: "genuine",
        result,
        nonce,
        referenceId,
        userAuthorizationId: userAuthorizationId ?? null,
        profileIdentifier: profileIdentifier ?? null,
      };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { kind: "late" };
      if (!(error instanceof errors.JOSEError) && !(error instanceof TypeError)) throw error;
      if (error instanceof errors.JWTClaimValidationFailed) claim ??= error.claim;
      reason = "code" in error ? String(error.code) : error.name;
    }
  }
  // A wrong claim under one key tells more than a signature that another key did not make.
  return { kind: "invalid", reason: claim ?? reason };
}
