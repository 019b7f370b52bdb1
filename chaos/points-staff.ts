import { z } from "zod";
import { askStaff } from "./ask.ts";
import type { View } from "./checkout-page.ts";
import { customerName } from "./customer-names.ts";
import type { Plan } from "./plan.ts";
import type { World } from "./world.ts";

const cashbackSchema = z.object({ id: z.string(), status: z.string() });

/** Staff who give points for an order and take them back, as planned. */
export async function givePoints(world: World, { id: payment }: View, plan: Plan): Promise<void> {
  if (plan.habit !== "points" && plan.habit !== "points_taken_back") return;
  const amount = plan.difference;
  const gift = { customer: customerName(plan.customer), amount, key: `thanks-${plan.order}`, payment };
  await world.intendGift(gift.key, amount);
  const give = () => askStaff(world, "give", gift);
  const [given] = await Promise.all([give(), give()]);
  await give();
  const parsed = cashbackSchema.safeParse(given);
  if (!parsed.success || plan.habit === "points") return;
  const { id: cashback } = parsed.data;
  if (!(await waitUntilGiven(world, cashback, plan.staffPatience))) return;
  const reverse = (part: number, key: string) =>
    askStaff(world, "reverse", {
      cashback,
      amount: Math.ceil(amount * part),
      // A key names one reversal in the whole shop.
      key: `${key}-${plan.order}`,
    });
  // The last one is more than is left.
  await Promise.all([reverse(0.4, "first"), reverse(0.4, "first"), reverse(0.3, "second")]);
  await Promise.all([reverse(0.4, "first"), reverse(0.5, "third")]);
}

async function waitUntilGiven(world: World, cashback: string, patience: number): Promise<boolean> {
  const { clock } = world;
  for (const end = clock.now() + patience; clock.now() < end; await clock.sleep(3000)) {
    const found = cashbackSchema.safeParse(await askStaff(world, "cashback", { cashback }));
    if (found.success && found.data.status === "done") return true;
    if (found.success && found.data.status === "declined") return false;
  }
  return false;
}
