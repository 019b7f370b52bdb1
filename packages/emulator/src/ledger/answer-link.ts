import { randomUUID } from "node:crypto";
import { responseAddress } from "../account-link/response-address.ts";
import type { Authorization } from "./authorization.ts";
import type { Customer } from "./customer.ts";
import { prolongAuthorization } from "./end-authorization.ts";
import type { Ledger } from "./ledger.ts";
import { type LinkResult, type LinkSession, linkSessionState } from "./link-session.ts";

/** She answers a shop's question. Null when she cannot: it was answered before, took too long, or her wallet is closed. */
export function answerLink(
  ledger: Ledger,
  session: LinkSession,
  customer: Customer,
  result: LinkResult,
): { readonly returnTo: string } | null {
  if (linkSessionState(session, ledger.now()) !== "open") return null;
  if (customer.closed && result === "succeeded") return null;
  const authorization = result === "succeeded" ? consent(ledger, session, customer) : null;
  const expiresAt = ledger.now() + ledger.habits.responseTokenSeconds;
  const returnTo = responseAddress({ session, customer, authorization, result, expiresAt });
  session.answer = { result, customerId: customer.id, returnTo };
  if (authorization) ledger.tell({ kind: "link_succeeded", session, authorization, customer });
  else ledger.tell({ kind: "link_failed", session, result });
  return { returnTo };
}

/** A second consent to the same shop widens and prolongs the link that she has. */
function consent(ledger: Ledger, session: LinkSession, customer: Customer): Authorization {
  const now = ledger.now();
  const { merchant, scopes, referenceId } = session;
  const earlier = [...ledger.authorizations.values()].find(
    (authorization) =>
      authorization.merchantId === merchant.merchantId &&
      authorization.customerId === customer.id &&
      authorization.endedBy === null &&
      authorization.expireAt > now,
  );
  if (earlier) {
    earlier.referenceIds.push(referenceId);
    earlier.scopes = [...new Set([...earlier.scopes, ...scopes])];
    prolongAuthorization(ledger, earlier);
    return earlier;
  }
  const authorization: Authorization = {
    userAuthorizationId: randomUUID(),
    merchantId: merchant.merchantId,
    merchantName: merchant.name,
    customerId: customer.id,
    referenceIds: [referenceId],
    scopes,
    issuedAt: now,
    expireAt: now + ledger.habits.linkSeconds,
    endedBy: null,
  };
  ledger.authorizations.set(authorization.userAuthorizationId, authorization);
  return authorization;
}
