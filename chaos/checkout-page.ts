import { z } from "zod";
import { ask } from "./ask.ts";
import type { World } from "./world.ts";

// The shop's page as a shopper uses it: starts paying, waits, cancels.

const viewSchema = z.object({
  id: z.string(),
  status: z.string(),
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
export async function start(world: World, order: string): Promise<Grant | null> {
  const body = await ask(world, "POST", "/api/kaikei/payments", { body: { order } });
  const grant = grantSchema.safeParse(body);
  return grant.success ? grant.data : null;
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
