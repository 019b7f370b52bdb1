import { Hono } from "hono";
import { z } from "zod";
import type { Ledger } from "../ledger/ledger.ts";
import { followTopUp, topUpByCode } from "../ledger/top-up.ts";
import { notFoundPage } from "./result-pages.ts";
import { topUpPage } from "./top-up-page.ts";
import { visitorOf } from "./visitor.ts";

const amountSchema = z.object({ amount: z.coerce.number().int().min(1).max(10_000_000) });

/** `/top-up`: where a top-up code leads. */
export function topUpPages({ ledger }: { readonly ledger: Ledger }): Hono {
  const pages = new Hono();

  pages.get("/:codeId", (c) => {
    const visitor = visitorOf(c, ledger);
    const topUp = topUpByCode(ledger, c.req.param("codeId"));
    const customer = topUp && ledger.customers.get(topUp.customerId);
    if (!customer) return c.html(notFoundPage(visitor), 404);
    const refused = c.req.query("refused") !== undefined;
    return c.html(topUpPage({ topUp, customer, now: ledger.now(), refused }, visitor));
  });

  pages.post("/:codeId", async (c) => {
    const id = c.req.param("codeId");
    const topUp = topUpByCode(ledger, id);
    const customer = topUp && ledger.customers.get(topUp.customerId);
    const form = amountSchema.safeParse(Object.fromEntries(await c.req.formData()));
    const followed = customer && form.success && followTopUp(ledger, topUp, customer, form.data.amount);
    return c.redirect(`/top-up/${id}${followed ? "" : "?refused=1"}`, 303);
  });

  return pages;
}
