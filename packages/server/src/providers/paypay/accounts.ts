import { KaikeiError } from "../../errors.ts";
import type { AccountProvider, AuthorizationState, LinkReturn, Outcome } from "../../provider.ts";
import { type ResponseToken, verifyResponseToken } from "./account-link-token.ts";
import type { UserAuthorization } from "./answer-schemas.ts";
import type { PayPayClient } from "./client.ts";
import type { KeyPair } from "./options.ts";
import { scopeSchema } from "./request-schemas.ts";

/** Longer than any that PayPay makes; it is read before it is known to be genuine. */
const longestToken = 4096;

/** Linking PayPay accounts. What PayPay calls `userAuthorizationId` is the `authorization` here. */
export function createPayPayAccounts(
  client: PayPayClient,
  { keys, clock }: { keys: readonly KeyPair[]; clock: () => Date },
): AccountProvider {
  return {
    profileScope: "user_profile",

    async begin({ intent, signal }) {
      const { attemptId, nonce, scopes, returnUrl, shopper } = intent;
      const session = await client.accountLink.createSession(
        {
          scopes: readScopes(scopes),
          nonce,
          referenceId: attemptId,
          redirectUrl: returnUrl,
          redirectType: "WEB_LINK",
          // PayPay reopens the browser that it is told of: at a desktop she agrees on another device.
          ...(shopper.device === "phone" && shopper.userAgent && { userAgent: shopper.userAgent }),
        },
        { signal },
      );
      return translate(session, ({ linkQRCodeURL }) => ({ url: linkQRCodeURL }));
    },

    async readReturn(query) {
      const token = query.get("responseToken") ?? "";
      if (token.length > longestToken) return { kind: "invalid", reason: "the token is too long" };
      const read = await verifyResponseToken(token, { keys, now: clock() });
      return read.kind === "genuine" ? readClaims(read) : read;
    },

    async status({ authorization: userAuthorizationId, signal }) {
      const seen = await client.users.authorization({ userAuthorizationId }, { signal });
      const ended = endOf(seen);
      if (ended !== null) return { kind: "done", value: ended };
      return translate(seen, (state) => readState(state, { asked: userAuthorizationId, now: clock() }));
    },

    async profile({ authorization: userAuthorizationId, signal }) {
      const profile = await client.users.profile({ userAuthorizationId }, { signal });
      return translate(profile, ({ phoneNumber }) => ({ maskedPhone: phoneNumber }));
    },

    async unlink({ authorization: userAuthorizationId, signal }) {
      const outcome = await client.users.unlink({ userAuthorizationId }, { signal });
      return endOf(outcome) !== null ? { kind: "done", value: null } : outcome;
    },
  };
}

function readScopes(scopes: readonly string[]) {
  const known = scopeSchema.array().min(1).safeParse(scopes);
  if (known.success) return known.data;
  throw new KaikeiError(
    "configuration",
    `accounts.scopes: PayPay has no such scope in ${JSON.stringify(scopes)}. Nothing was sent.`,
  );
}

type GenuineToken = Extract<ResponseToken, { kind: "genuine" }>;

function readClaims(claims: GenuineToken): LinkReturn {
  const { result, nonce, referenceId: attemptId, userAuthorizationId, profileIdentifier } = claims;
  if (result === "declined") return { kind: "declined", attemptId, nonce };
  if (result !== "succeeded") return { kind: "refused", attemptId, nonce };
  if (userAuthorizationId === null) {
    return { kind: "invalid", reason: "the token says that she agreed, and not to what" };
  }
  const maskedPhone = profileIdentifier;
  return { kind: "allowed", attemptId, nonce, authorization: userAuthorizationId, maskedPhone };
}

/** Null: an answer about another link, or a word of PayPay's that we do not know. */
function readState(
  { userAuthorizationId, status, scopes, expireAt }: UserAuthorization,
  { asked, now }: { asked: string; now: Date },
): AuthorizationState | null {
  if (userAuthorizationId !== null && userAuthorizationId !== asked) return null;
  const expiresAt = expireAt === null ? null : new Date(expireAt * 1000);
  if (status === "ACTIVE") return { status: "active", scopes, expiresAt };
  if (status !== "INACTIVE") return null;
  if (expiresAt === null) return { status: "ended", because: null };
  return { status: "ended", because: expiresAt <= now ? "expired" : "revoked" };
}

/** Of a link that is over PayPay refuses most calls, by these codes. */
function endOf(outcome: Outcome<unknown>): AuthorizationState | null {
  if (outcome.kind !== "declined") return null;
  if (outcome.problem.code === "EXPIRED_USER_AUTHORIZATION_ID")
    return { status: "ended", because: "expired" };
  return outcome.problem.code === "INVALID_USER_AUTHORIZATION_ID" ? { status: "ended", because: null } : null;
}

/** Applies `read` to a value that arrived; null from it means that nothing can be learned from the answer. */
function translate<Value, Read>(outcome: Outcome<Value>, read: (value: Value) => Read | null): Outcome<Read> {
  if (outcome.kind !== "done" && outcome.kind !== "accepted") return outcome;
  const value = read(outcome.value);
  return value === null ? unreadable : { kind: outcome.kind, value };
}

const unreadable = {
  kind: "unknown",
  problem: {
    reason: "provider_error",
    code: null,
    message:
      "PayPay's answer speaks of another link than we asked about, or says something of it that we do not know. Nothing was recorded of it.",
    requestId: null,
    retryAfterMs: null,
  },
} as const satisfies Outcome<never>;
