import { randomUUID } from "node:crypto";
import type { CustomerEvent } from "../ledger/event.ts";
import type { EventBody } from "./event-body.ts";

/** What PayPay posts about a link; the misspelling is PayPay's, and scopes are one text. */
export function customerBody(event: CustomerEvent, now: number): EventBody {
  const common = {
    notification_type: `customer.authroization.${event.kind.slice("link_".length)}`,
    notification_id: randomUUID(),
    createdAt: new Date(now * 1000).toISOString().replace(".000Z", "Z"),
  };
  switch (event.kind) {
    case "link_succeeded": {
      const { session, authorization, customer } = event;
      return {
        ...common,
        referenceId: session.referenceId,
        nonce: session.nonce,
        scopes: authorization.scopes.join(","),
        userAuthorizationId: authorization.userAuthorizationId,
        profileIdentifier: customer.maskedPhone,
        expiry: authorization.expireAt,
      };
    }
    case "link_failed": {
      const { session, result } = event;
      const reason = result === "declined" ? "The user declined" : "The request was not valid";
      return { ...common, referenceId: session.referenceId, nonce: session.nonce, result, reason };
    }
    case "link_revoked":
    case "link_canceled": {
      const { userAuthorizationId, referenceIds } = event.authorization;
      return { ...common, userAuthorizationId, referenceId: referenceIds.at(-1) ?? null };
    }
    case "link_extended": {
      const { scopes, userAuthorizationId, expireAt } = event.authorization;
      return { ...common, scopes: scopes.join(","), userAuthorizationId, expiry: expireAt };
    }
  }
}
