import type { LinkSessionRequest } from "../requests/link-session-request.ts";
import { requestTokenSchema } from "../requests/request-token.ts";
import { readToken } from "./json-web-token.ts";

/** What a shop asks for in a token of its own; null when it did not sign it, it expired or it is not complete. */
export function readRequestToken(token: string, apiSecret: string, now: number): LinkSessionRequest | null {
  const claims = requestTokenSchema.safeParse(readToken(token, apiSecret));
  if (!claims.success || claims.data.exp <= now) return null;
  const { scope, ...request } = claims.data;
  return { ...request, scopes: scope };
}
