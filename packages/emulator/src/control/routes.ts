import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import { payProblems } from "../ledger/customer.ts";
import { keyPairSchema } from "../merchant-list.ts";
import { webhookFaultSchema } from "../webhooks/webhook-faults.ts";
import type { Control } from "./control.ts";
import { ControlError } from "./control-error.ts";
import { faultSchema } from "./faults.ts";
import { codeReferenceSchema } from "./find-code.ts";
import { paymentControlRoutes } from "./payment-routes.ts";

const clockSchema = z.union([
  z.strictObject({ advance: z.number() }),
  z.strictObject({ set: z.iso.datetime({ offset: true }) }),
  z.strictObject({ skew: z.int() }),
]);
const withCustomerSchema = codeReferenceSchema.extend({ customer: z.string() }).strict();
const approvalSchema = z.strictObject({ paymentId: z.string() });
const keysSchema = z.strictObject({ merchantId: z.string().optional(), keys: z.array(keyPairSchema) });
const customerSchema = z.strictObject({
  customer: z.string(),
  balance: z.int().min(0).optional(),
  balanceLimit: z.int().min(0).optional(),
  closed: z.boolean().optional(),
  suspended: z.boolean().optional(),
  payProblem: z.enum(payProblems).nullable().optional(),
  paymentLimit: z.int().min(0).optional(),
  dailyLimit: z.int().min(0).optional(),
  monthlyLimit: z.int().min(0).optional(),
});

const linkSchema = z.strictObject({
  url: z.string(),
  customer: z.string(),
  answer: z.enum(["accept", "decline", "bad_request"]),
});
const linkReferenceSchema = z.strictObject({ customer: z.string(), merchantId: z.string().optional() });

/** The control over HTTP, JSON in and out. */
export function controlRoutes(control: Control): Hono {
  const routes = new Hono();
  routes.use(onlyJson);
  routes.onError((error, c) => {
    if (error instanceof ControlError) return c.json({ error: error.message }, 409);
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    if (error instanceof SyntaxError) return c.json({ error: "The body is not JSON." }, 400);
    throw error;
  });

  const clock = () => ({ now: new Date(control.clock.now()).toISOString() });
  routes.get("/clock", (c) => c.json(clock()));
  routes.delete("/clock", (c) => {
    control.clock.reset();
    return c.json(clock());
  });
  routes.post("/clock", async (c) => {
    const move = clockSchema.parse(await c.req.json());
    if ("advance" in move) control.clock.advance(move.advance);
    else if ("skew" in move) control.clock.skew(move.skew);
    else control.clock.set(new Date(move.set));
    return c.json(clock());
  });

  routes.get("/ledger", (c) => c.json(control.ledger()));
  routes.get("/notifications", (c) => c.json({ notifications: control.notifications() }));
  routes.get("/calls", (c) => c.json({ calls: control.calls.list() }));
  routes.delete("/calls", (c) => {
    control.calls.clear();
    return c.json({ calls: [] });
  });

  routes.get("/faults", (c) => c.json({ faults: control.faults.list() }));
  routes.post("/faults", async (c) => {
    control.faults.add(faultSchema.parse(await c.req.json()));
    return c.json({ faults: control.faults.list() });
  });
  routes.delete("/faults", (c) => {
    control.faults.clear();
    return c.json({ faults: [] });
  });
  routes.get("/webhook-faults", (c) => c.json({ faults: control.webhookFaults.list() }));
  routes.post("/webhook-faults", async (c) => {
    control.webhookFaults.add(webhookFaultSchema.parse(await c.req.json()));
    return c.json({ faults: control.webhookFaults.list() });
  });
  routes.delete("/webhook-faults", (c) => {
    control.webhookFaults.clear();
    return c.json({ faults: [] });
  });

  routes.post("/pay", async (c) => c.json(control.pay(withCustomerSchema.parse(await c.req.json()))));
  routes.post("/decline", async (c) => {
    control.decline(withCustomerSchema.parse(await c.req.json()));
    return c.json({ declined: true });
  });
  routes.post("/expire", async (c) => {
    control.expire(codeReferenceSchema.strict().parse(await c.req.json()));
    return c.json({ expired: true });
  });
  routes.post("/cancel", async (c) => {
    control.cancel(codeReferenceSchema.strict().parse(await c.req.json()));
    return c.json({ canceled: true });
  });
  routes.post("/approve", async (c) =>
    c.json(control.approve(approvalSchema.parse(await c.req.json()).paymentId)),
  );
  routes.post("/link", async (c) => c.json(control.link(linkSchema.parse(await c.req.json()))));
  routes.get("/authorizations", (c) => c.json({ authorizations: control.authorizations() }));
  routes.post("/authorizations/:change{expire|extend|revoke}", async (c) => {
    const link = linkReferenceSchema.parse(await c.req.json());
    const change = c.req.param("change");
    if (change === "expire") return c.json(control.expireAuthorization(link));
    return c.json(
      change === "extend" ? control.extendAuthorization(link) : control.revokeAuthorization(link),
    );
  });
  routes.post("/keys", async (c) => {
    const change = keysSchema.parse(await c.req.json());
    control.setKeys(change);
    return c.json({ keys: change.keys.length });
  });
  routes.post("/customers", async (c) =>
    c.json(control.setCustomer(customerSchema.parse(await c.req.json()))),
  );
  routes.route("/", paymentControlRoutes(control));
  routes.post("/idle", async (c) => {
    await control.idle();
    return c.json({ idle: true });
  });
  routes.post("/heal", (c) => {
    control.heal();
    return c.json({ healed: true });
  });
  routes.post("/reset", (c) => {
    control.reset();
    return c.json({ reset: true });
  });
  return routes;
}

/** A page of another site can post forms and plain text to loopback, but not JSON. */
const onlyJson = createMiddleware(async (c, next) => {
  if (c.req.method !== "POST") return next();
  if (c.req.header("content-type")?.startsWith("application/json")) return next();
  return c.json({ error: "Send JSON, with content-type: application/json." }, 415);
});
