import { z } from "zod";
import type { FastClock } from "./fast-clock.ts";
import type { Plan } from "./plan.ts";
import type { Random } from "./random.ts";

/** What shoppers and staff can reach. */
export interface World {
  clock: FastClock;
  random: Random;
  /** Addresses of the shop's servers. */
  servers(): string[];
  publicUrl: string;
  setPrice(order: string, amount: number): Promise<void>;
  /** Ids of the payments that the shop has for the order, shown or not. */
  paymentsOf(order: string): Promise<string[]>;
  /** In the wallet. False: the wallet says that it cannot be paid. */
  pay(code: { url?: string; merchantPaymentId?: string }): boolean;
  /** In PayPay's panel. */
  cancelInPanel(merchantPaymentId: string): void;
}

const viewSchema = z.object({
  id: z.string(),
  status: z.string(),
  nextAction: z.object({ url: z.string() }).nullable(),
  expiresAt: z.number().nullable(),
  serverTime: z.number(),
  refunded: z.number(),
});
const grantSchema = z.object({ token: z.string(), payment: viewSchema });
type View = z.infer<typeof viewSchema>;
type Grant = z.infer<typeof grantSchema>;

/** Goes through one checkout as planned. What cannot be done is given up, as shoppers do. */
export async function checkOut(world: World, plan: Plan): Promise<void> {
  await goThrough(world, plan);
  if (plan.paysTheRest) await payAllCodes(world, plan);
}

async function payAllCodes(world: World, { order }: Plan): Promise<void> {
  for (const merchantPaymentId of await world.paymentsOf(order)) world.pay({ merchantPaymentId });
}

async function goThrough(world: World, plan: Plan): Promise<void> {
  const { clock } = world;
  await world.setPrice(plan.order, plan.amount);
  const started = await Promise.all(Array.from({ length: plan.starts }, () => start(world, plan.order)));
  const grant = started.find((one) => one !== null);
  if (grant === undefined || plan.habit === "walks_away") return;
  const tabs = started.filter((one) => one !== null).map((tab) => waitForCode(world, tab, plan.patience));
  const payable = (await Promise.all(tabs)).find((view) => view !== null);
  if (payable === undefined) return;
  const url = payable.nextAction?.url ?? "";
  await clock.sleep(plan.thinks);

  switch (plan.habit) {
    case "pays_and_leaves":
      world.pay({ url });
      return;
    case "pays":
      world.pay({ url });
      await waitUntil(world, grant, plan.patience, ({ status }) => status === "completed");
      return;
    case "pays_late": {
      const left = (payable.expiresAt ?? 0) - clock.now() + plan.lateness;
      await clock.sleep(Math.max(0, left));
      world.pay({ url });
      return;
    }
    case "cancels":
      await cancel(world, grant);
      return;
    case "cancels_and_pays":
      await Promise.all([
        cancel(world, grant),
        clock.sleep(plan.lateness + 2000).then(() => world.pay({ url })),
      ]);
      return;
    case "pays_after_cancel":
      await cancel(world, grant);
      world.pay({ url });
      return;
    case "price_rises":
      await world.setPrice(plan.order, plan.amount + plan.difference);
      await Promise.all([
        start(world, plan.order),
        clock.sleep(plan.lateness + 2000).then(() => world.pay({ url })),
      ]);
      await payNewCode(world, plan);
      return;
    case "refunded_in_part":
    case "refunded_twice":
    case "undone":
    case "undone_and_refunded": {
      world.pay({ url });
      if (!(await waitUntil(world, grant, plan.patience, ({ status }) => status === "completed"))) return;
      await giveBack(world, grant.payment.id, plan);
      return;
    }
    case "panel_cancels":
      world.cancelInPanel(payable.id);
      await clock.sleep(plan.thinks / 4);
      world.pay({ url });
      return;
    case "pays_all_codes":
      await payAllCodes(world, plan);
      await start(world, plan.order);
      return;
  }
}

async function payNewCode(world: World, plan: Plan): Promise<void> {
  const again = await start(world, plan.order);
  const view = again && (await waitForCode(world, again, plan.patience));
  if (view?.nextAction) world.pay({ url: view.nextAction.url });
}

async function giveBack(world: World, payment: string, plan: Plan): Promise<void> {
  const staff = (what: "refund" | "undo", body: object) =>
    ask(world, "POST", `/shop/${what}`, { body: { payment, ...body } });
  switch (plan.habit) {
    case "refunded_in_part": {
      const body = { amount: plan.difference, key: "broken-slice" };
      await Promise.all([staff("refund", body), staff("refund", body)]);
      await staff("refund", body);
      return;
    }
    case "refunded_twice": {
      const amount = Math.ceil(plan.amount * 0.6);
      await Promise.all([
        staff("refund", { amount, key: "staff-1" }),
        staff("refund", { amount, key: "staff-2" }),
      ]);
      return;
    }
    case "undone":
      await Promise.all([staff("undo", { key: "undo" }), staff("undo", { key: "undo" })]);
      return;
    case "undone_and_refunded":
      await Promise.all([
        staff("undo", {}),
        staff("refund", { amount: plan.difference, key: "broken-slice" }),
      ]);
  }
}

/** Names the order until there is a payment, as somebody who presses the button again. */
async function start(world: World, order: string): Promise<Grant | null> {
  const body = await ask(world, "POST", "/api/kaikei/payments", { body: { order } });
  const grant = grantSchema.safeParse(body);
  return grant.success ? grant.data : null;
}

async function cancel(world: World, { token, payment }: Grant): Promise<void> {
  await ask(world, "DELETE", `/api/kaikei/payments/${payment.id}`, { token });
}

function waitForCode(world: World, grant: Grant, patience: number): Promise<View | null> {
  if (grant.payment.nextAction !== null) return Promise.resolve(grant.payment);
  return waitUntil(world, grant, patience, ({ nextAction }) => nextAction !== null);
}

/** Polls any of the servers. */
async function waitUntil(
  world: World,
  { token, payment }: Grant,
  patience: number,
  isReached: (view: View) => boolean,
): Promise<View | null> {
  const { clock } = world;
  for (const end = clock.now() + patience; clock.now() < end; ) {
    const body = await ask(world, "GET", `/api/kaikei/payments/${payment.id}`, { token });
    const view = viewSchema.safeParse(body);
    if (view.success && isReached(view.data)) return view.data;
    if (view.success && ["canceled", "expired", "failed"].includes(view.data.status)) return null;
    await clock.sleep(3000);
  }
  return null;
}

const tries = 12;

/** Asks one of the servers, and another one when it is dead or cannot answer now. Null: given up, or refused. */
async function ask(
  world: World,
  method: string,
  path: string,
  { token, body }: { token?: string; body?: object },
): Promise<unknown> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const servers = world.servers();
    const url = servers[world.random.between(0, servers.length - 1)] ?? "";
    try {
      const response = await fetch(url + path, {
        method,
        headers: {
          origin: world.publicUrl,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(20_000),
      });
      const answer: unknown = await response.json();
      if (response.ok) return answer;
      if (response.status < 500 && response.status !== 429) return null;
    } catch {
      // Killed under our hands, or silent: somebody else answers.
    }
    await world.clock.sleep(1000 + attempt * 1000);
  }
  return null;
}
