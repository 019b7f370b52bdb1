import { Hono } from "hono";
import { authorizationStatus } from "../ledger/authorization.ts";
import { authorizationOf, linkOf } from "../ledger/authorization-of.ts";
import { endAuthorization } from "../ledger/end-authorization.ts";
import { parseQuery } from "../requests/parse-query.ts";
import { userQuerySchema } from "../requests/user-query.ts";
import { isRefusal, refuse } from "../result-codes.ts";
import type { ApiEnvironment, ApiParts } from "./context.ts";
import { answer, answerRefusal } from "./envelope.ts";
import { readerOf } from "./reader-of.ts";

/** `/v2/user`: how a link stands, its end, and what a shop may know of its customer. */
export function userApi({ ledger }: ApiParts): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>();

  api.get("/authorizations", (c) => {
    const query = parseQuery(c.req.query(), userQuerySchema);
    if (isRefusal(query)) return answerRefusal(query);
    const { merchantId } = c.get("merchant");
    const linked = linkOf(ledger, merchantId, query.value.userAuthorizationId);
    if (!linked) return answerRefusal(refuse("INVALID_USER_AUTHORIZATION_ID"));
    if (ledger.habits.endedAuthorization === "refused") {
      const active = authorizationOf(ledger, merchantId, query.value.userAuthorizationId);
      if (isRefusal(active)) return answerRefusal(active);
    }
    const { userAuthorizationId, referenceIds, scopes, expireAt, issuedAt } = linked.authorization;
    const status = authorizationStatus(linked.authorization, linked.customer, ledger.now());
    return answer("SUCCESS", { userAuthorizationId, referenceIds, status, scopes, expireAt, issuedAt });
  });

  api.delete("/authorizations/:userAuthorizationId", (c) => {
    const { merchantId } = c.get("merchant");
    const linked = authorizationOf(ledger, merchantId, c.req.param("userAuthorizationId"));
    if (isRefusal(linked)) return answerRefusal(linked);
    endAuthorization(ledger, linked.authorization, "merchant");
    return answer("REQUEST_ACCEPTED", null);
  });

  api.get("/profile/secure", (c) => {
    const query = parseQuery(c.req.query(), userQuerySchema);
    if (isRefusal(query)) return answerRefusal(query);
    const reader = readerOf(ledger, c.get("merchant"), query.value.userAuthorizationId, ["user_profile"]);
    if (isRefusal(reader)) return answerRefusal(reader);
    return answer("SUCCESS", { phoneNumber: reader.customer.maskedPhone });
  });

  return api;
}
