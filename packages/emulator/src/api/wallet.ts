import { Hono } from "hono";
import { parseQuery } from "../requests/parse-query.ts";
import {
  balanceCheckQuerySchema,
  balanceQuerySchema,
  paymentMethodsQuerySchema,
} from "../requests/user-query.ts";
import { isRefusal } from "../result-codes.ts";
import type { Scope } from "../scopes.ts";
import type { ApiEnvironment, ApiParts } from "./context.ts";
import { answer, answerRefusal } from "./envelope.ts";
import { readerOf } from "./reader-of.ts";

/** A shop that may charge her may ask whether it would succeed, and with what; only `get_balance` shows the balance. */
const charging: readonly Scope[] = [
  "direct_debit",
  "continuous_payments",
  "preauth_capture_native",
  "pending_payments",
];

/** What is in a linked customer's wallet. */
export function walletApi({ ledger }: ApiParts): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>();

  api.get("/v2/wallet/check_balance", (c) => {
    const query = parseQuery(c.req.query(), balanceCheckQuerySchema);
    if (isRefusal(query)) return answerRefusal(query);
    const { userAuthorizationId, amount } = query.value;
    const reader = readerOf(ledger, c.get("merchant"), userAuthorizationId, [...charging, "get_balance"]);
    if (isRefusal(reader)) return answerRefusal(reader);
    return answer("SUCCESS", { hasEnoughBalance: reader.customer.balance >= amount });
  });

  api.get("/v6/wallet/balance", (c) => {
    const query = parseQuery(c.req.query(), balanceQuerySchema);
    if (isRefusal(query)) return answerRefusal(query);
    const { userAuthorizationId } = query.value;
    const reader = readerOf(ledger, c.get("merchant"), userAuthorizationId, ["get_balance"]);
    if (isRefusal(reader)) return answerRefusal(reader);
    return answer("SUCCESS", {
      ...walletOf(userAuthorizationId, reader.customer.balance),
      preference: { useCashback: false, cashbackAutoInvestment: false },
    });
  });

  api.get("/v4/paymentMethods", (c) => {
    const query = parseQuery(c.req.query(), paymentMethodsQuerySchema);
    if (isRefusal(query)) return answerRefusal(query);
    const { userAuthorizationId } = query.value;
    const reader = readerOf(ledger, c.get("merchant"), userAuthorizationId, charging);
    if (isRefusal(reader)) return answerRefusal(reader);
    return answer("SUCCESS", {
      walletInfo: walletOf(userAuthorizationId, reader.customer.balance),
      paymentMethods: [walletMethod],
    });
  });

  return api;
}

function walletOf(userAuthorizationId: string, balance: number) {
  return { userAuthorizationId, totalBalance: { amount: balance, currency: "JPY" } };
}

/** The only way to pay that these customers have. */
const walletMethod = {
  paymentMethodType: "WALLET",
  id: "",
  issuerName: "PayPay",
  accountNo: "",
  logoUrl: "",
  disabled: false,
  underMaintenance: false,
  authenticated: true,
  limited: false,
  paymentMethodStatus: "ACTIVATED",
};
