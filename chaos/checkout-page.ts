import { z } from "zod";
import { ask, type Question } from "./ask.ts";
import { customerName } from "./customer-names.ts";
import type { Plan } from "./plan.ts";
import type { World } from "./world.ts";

// The shop's page as a shopper uses it: starts paying, waits, cancels.

const viewSchema = z.object({
  id: z.string(),
  status: z.string(),
  declineReason: z.string().nullable(),
  nextAction: z.object({ url: z.string().nullish() }).nullable(),
  expiresAt: z.number().nullable(),
  holdExpiresAt: z.number().nullable(),
  serverTime: z.number(),
  refunded: z.number(),
});
const grantSchema = z.object({ token: z.string(), payment: viewSchema });
export type View = z.infer<typeof viewSchema>;
export type Grant = z.infer<typeof grantSchema>;

/** Names the order until there is a payment, as somebody who presses the button again. */
export function start(world: World, order: string): Promise<Grant | null> {
  return startPaying(world, { body: { order } });
}

/** She pays from her linked account. `agreeSimilar`: she was asked whether she means the same amount again. */
export function tap(
  world: World,
  { order, customer }: Pick<Plan, "order" | "customer">,
  more: { agreeSimilar?: true } = {},
): Promise<Grant | null> {
  const body = { order, method: "linked_account", ...more };
  return startPaying(world, { customer: customerName(customer), body });
}

async function startPaying(world: World, question: Question): Promise<Grant | null> {
  const grant = grantSchema.safeParse(await ask(world, "POST", "/api/kaikei/payments", question));
  return grant.success ? grant.data : null;
}

/** She scans the code of the order and pays it. */
export async function scan(world: World, plan: Plan): Promise<Grant | null> {
  const grant = await start(world, plan.order);
  const view = grant && (await waitForCode(world, grant, plan.patience));
  if (!view?.nextAction?.url) return null;
  await world.clock.sleep(plan.thinks);
  world.pay({ url: view.nextAction.url });
  return grant;
}

export async function cancel(world: World, { token, payment }: Grant): Promise<void> {
  await ask(world, "DELETE", `/api/kaikei/payments/${payment.id}`, { token });
}

export function waitForCode(world: World, grant: Grant, patience: number): Promise<View | null> {
  if (grant.payment.nextAction !== null) return Promise.resolve(grant.payment);
  return waitUntil(world, grant, patience, ({ nextAction }) => nextAction !== null);
}

/** Whatever the shop does with her money, to her it is paid. */
export function waitUntilPaid(world: World, grant: Grant, patience: number): Promise<View | null> {
  return waitUntil(world, grant, patience, ({ status }) => status === "completed" || status === "authorized");
}

/** Polls any of the servers. Null: it has ended otherwise, or her patience has. */
export async function waitUntil(
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
