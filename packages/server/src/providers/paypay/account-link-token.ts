import { errors, jwtVerify } from "jose";
import { z } from "zod";
import type { KeyPair } from "./options.ts";

export type ResponseToken =
  | {
      kind: "genuine";
      result: string;
      nonce: string;
      referenceId: string;
      userAuthorizationId: string | null;
      profileIdentifier: string | null;
    }
  | { kind: "late" }
  | { kind: "invalid"; reason: string };

const claimsSchema = z.object({
  aud: z.string(),
  exp: z.number(),
  result: z.string(),
  nonce: z.string().min(1),
  referenceId: z.string().min(1),
  userAuthorizationId: z.string().min(1).max(64).nullish(),
  profileIdentifier: z.string().max(64).nullish(),
});

export async function verifyResponseToken(
  token: string,
  { keys, now }: { keys: readonly KeyPair[]; now: Date },
): Promise<ResponseToken> {
  let reason = "no key";
  for (const { apiKey, apiSecret } of keys) {
    try {
      const { payload } = await jwtVerify(token, Buffer.from(apiSecret, "base64"), {
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
      reason = "code" in error ? String(error.code) : error.name;
    }
  }
  return { kind: "invalid", reason };
}
