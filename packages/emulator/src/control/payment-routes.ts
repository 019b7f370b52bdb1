import { Hono } from "hono";
import { z } from "zod";
import { fileChoiceSchema } from "../daily-file/daily-file.ts";
import { contractSchema } from "../merchant-list.ts";
import type { Control } from "./control.ts";

const answerSchema = z.strictObject({
  merchantPaymentId: z.string(),
  customer: z.string(),
  answer: z.enum(["pay", "decline"]),
});

const merchantSchema = contractSchema.extend({
  merchantId: z.string().optional(),
  cashbackFunds: z.int().min(0).optional(),
});

const announcementSchema = fileChoiceSchema.extend({ host: z.string().min(1).optional() });

/** The control routes of requests, cashback and the daily file. */
export function paymentControlRoutes(control: Control): Hono {
  const routes = new Hono();
  routes.post("/answer-request", async (c) =>
    c.json(control.answerRequest(answerSchema.parse(await c.req.json()))),
  );
  routes.post("/merchants", async (c) =>
    c.json(control.setMerchant(merchantSchema.parse(await c.req.json()))),
  );
  routes.get("/daily-file", (c) => {
    const choice = fileChoiceSchema.parse(c.req.query());
    const headers = { "content-type": "text/csv; charset=Shift_JIS" };
    return c.body(control.dailyFile(choice), { headers });
  });
  routes.post("/announce-file", async (c) =>
    c.json(control.announceFile(announcementSchema.parse(await c.req.json()))),
  );
  return routes;
}
