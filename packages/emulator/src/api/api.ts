import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { findCode } from "../control/find-code.ts";
import { strike } from "../control/strike.ts";
import { payCode } from "../ledger/pay.ts";
import { settle } from "../ledger/settle.ts";
import { isRefusal, refuse } from "../result-codes.ts";
import { authorize } from "./authorize.ts";
import { cashbackApi } from "./cashback.ts";
import { chargesApi } from "./charges.ts";
import { codesApi } from "./codes.ts";
import type { ApiEnvironment, ApiParts } from "./context.ts";
import { answerRefusal } from "./envelope.ts";
import { holdsApi } from "./holds.ts";
import { linkSessionsApi } from "./link-sessions.ts";
import { paymentsApi } from "./payments.ts";
import { refundsApi } from "./refunds.ts";
import { requestOrdersApi } from "./request-orders.ts";
import { describeAnswer, spokenOf } from "./spoken-of.ts";
import { topUpsApi } from "./top-ups.ts";
import { userApi } from "./user.ts";
import { walletApi } from "./wallet.ts";

/** PayPay's API. Each call is recorded, then perhaps struck by a fault, then checked, then answered. */
export function paypayApi(parts: ApiParts): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>();
  api.use("/:version{v[0-9]+}/*", record(parts), injectFaults(parts), limitRate(parts), checkCaller(parts));
  api.route("/v2/codes", codesApi(parts));
  api.route("/", chargesApi(parts));
  api.route("/v2/payments", holdsApi(parts));
  api.route("/v2/payments", paymentsApi(parts));
  api.route("/v2/refunds", refundsApi(parts));
  api.route("/v2/user", userApi(parts));
  api.route("/v1/code/topup", topUpsApi(parts));
  api.route("/", walletApi(parts));
  api.route("/v1/qr/sessions", linkSessionsApi(parts));
  api.route("/v2", cashbackApi(parts));
  api.route("/v1/requestOrder", requestOrdersApi(parts));
  api.all("/:version{v[0-9]+}/*", () => answerRefusal(refuse("RESOURCE_NOT_FOUND")));
  return api;
}

function record({ calls, clock, ledger, lateEffects }: ApiParts) {
  return createMiddleware<ApiEnvironment>(async (c, next) => {
    const [path = "", query = ""] = c.env.connection.target.split("?", 2);
    const call = calls.add({ at: clock.now(), method: c.req.method, path, query });
    const body = new Uint8Array(await c.req.raw.arrayBuffer());
    call.merchantPaymentId = spokenOf(call, body);
    c.set("call", call);
    c.set("body", body);
    settle(ledger);
    await lateEffects.idle();
    await next();
    if (call.fault === "half_body") return;
    // A caller whose clock is off learns the time from this, so it has to be the one that signatures are held to.
    if (!c.res.headers.has("date"))
      c.res.headers.set("date", new Date(clock.now() + clock.skewSeconds() * 1000).toUTCString());
    const answer = await describeAnswer(c.res);
    call.status = answer.status;
    call.code = answer.code;
  });
}

function injectFaults({ faults, settings, ledger, notifier, lateEffects }: ApiParts) {
  return createMiddleware<ApiEnvironment>(async (c, next) => {
    const call = c.get("call");
    const fault = faults.strike(call);
    if (!fault) return next();
    call.fault = fault.kind;
    c.res = await strike({
      fault,
      connection: c.env.connection,
      schedule: settings.schedule,
      effect: async () => {
        await next();
        return c.res;
      },
      refused: (name) => answerRefusal(refuse(name)),
      later: lateEffects.add,
      tell: async (payer) => {
        const code = findCode(ledger, { merchantPaymentId: call.merchantPaymentId ?? undefined });
        const customer = payer === undefined ? undefined : ledger.customers.get(payer);
        if (code && customer) payCode(ledger, code, customer);
        await notifier.idle();
      },
    });
  });
}

function limitRate({ calls, settings }: ApiParts) {
  return createMiddleware<ApiEnvironment>(async (c, next) => {
    // This call is in the log already, so the one that many places back is what tells.
    const before = calls.list().at(-1 - settings.habits.callsPerSecond);
    const tooMany = before !== undefined && before.at > c.get("call").at - 1000;
    return tooMany ? answerRefusal(refuse("RATE_LIMIT")) : next();
  });
}

function checkCaller({ merchants, clock }: ApiParts) {
  return createMiddleware<ApiEnvironment>(async (c, next) => {
    const call = c.get("call");
    const merchant = authorize(
      {
        method: call.method,
        path: call.path,
        contentType: c.req.header("content-type") ?? "",
        body: c.get("body"),
        authorization: c.req.header("authorization") ?? null,
        assumedMerchant: c.req.query("assumeMerchant") || c.req.header("x-assume-merchant") || null,
      },
      merchants.list(),
      clock,
    );
    if (isRefusal(merchant)) return answerRefusal(merchant);
    call.authorized = true;
    c.set("merchant", merchant);
    return next();
  });
}
