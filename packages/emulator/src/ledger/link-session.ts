import { randomBytes } from "node:crypto";
import type { Merchant } from "../options.ts";
import type { LinkSessionRequest } from "../requests/link-session-request.ts";
import { type Refusal, refuse } from "../result-codes.ts";
import type { Scope } from "../scopes.ts";
import type { Ledger } from "./ledger.ts";

/** A shop's question whether a shopper allows it something; answered once, or never. Times are epoch seconds. */
export interface LinkSession {
  readonly sessionId: string;
  /** With the key pair that signed the call, because the answer is signed with it too. */
  readonly merchant: Merchant;
  readonly scopes: readonly Scope[];
  readonly nonce: string;
  readonly redirectUrl: string;
  readonly referenceId: string;
  readonly url: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  answer: LinkAnswer | null;
}

/** What she said, and where that sends her browser. */
export interface LinkAnswer {
  readonly result: LinkResult;
  readonly customerId: string;
  readonly returnTo: string;
}

/** `result` of the token that the shop gets. */
export type LinkResult = "succeeded" | "declined" | "bad_request";

export type LinkSessionState = "open" | "answered" | "expired";

export function linkSessionState(session: LinkSession, now: number): LinkSessionState {
  if (session.answer) return "answered";
  return now >= session.expiresAt ? "expired" : "open";
}

export interface LinkSessionToOpen {
  readonly merchant: Merchant;
  readonly request: LinkSessionRequest;
  /** Where shoppers reach the emulator. */
  readonly origin: string;
}

/** Opens a session, or says what the merchant's contract does not cover. */
export function openLinkSession(
  ledger: Ledger,
  { merchant, request, origin }: LinkSessionToOpen,
): LinkSession | Refusal {
  const unknown = request.scopes.find((scope) => merchant.scopes && !merchant.scopes.includes(scope));
  if (unknown !== undefined) return refuse("EXPECTATION_FAILED", `The scope ${unknown} is not contracted`);
  const { hostname } = new URL(request.redirectUrl);
  if (merchant.redirectDomains && !merchant.redirectDomains.includes(hostname)) {
    return refuse("EXPECTATION_FAILED", `The redirect domain ${hostname} is not registered`);
  }
  const sessionId = randomBytes(18).toString("base64url");
  const createdAt = ledger.now();
  const session: LinkSession = {
    sessionId,
    merchant,
    scopes: request.scopes,
    nonce: request.nonce,
    redirectUrl: request.redirectUrl,
    referenceId: request.referenceId,
    url: `${origin}/link/${sessionId}`,
    createdAt,
    expiresAt: createdAt + ledger.habits.linkSessionSeconds,
    answer: null,
  };
  ledger.linkSessions.set(sessionId, session);
  return session;
}
