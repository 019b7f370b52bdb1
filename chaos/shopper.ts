import { goThroughWithAccount } from "./account-shopper.ts";
import { cancel, scan, start, tap, waitForCode, waitUntilPaid } from "./checkout-page.ts";
import { isOfStaff, needsAccount } from "./habits.ts";
import { followHold } from "./hold-staff.ts";
import type { Plan } from "./plan.ts";
import { givePoints } from "./points-staff.ts";
import { giveBack } from "./refund-staff.ts";
import type { World } from "./world.ts";

/** Goes through one checkout as planned. What cannot be done is given up, as shoppers do. */
export async function checkOut(world: World, plan: Plan): Promise<void> {
  const { order, amount, capture, holdForMs } = plan;
  await world.addOrder({ name: order, amount, capture, holdForMs });
  await goThrough(world, plan);
  if (plan.paysTheRest) await payAllCodes(world, plan);
}

async function payAllCodes(world: World, { order }: Plan): Promise<void> {
  for (const merchantPaymentId of await world.paymentsOf(order)) world.pay({ merchantPaymentId });
}

function goThrough(world: World, plan: Plan): Promise<void> {
  const { habit } = plan;
  if (needsAccount(habit)) return goThroughWithAccount(world, { ...plan, habit });
  return isOfStaff(habit) ? payAndBeServed(world, plan) : goThroughWithCode(world, plan);
}

/** She pays; what follows is up to the staff. */
async function payAndBeServed(world: World, plan: Plan): Promise<void> {
  const grant = plan.pays === "by_code" ? await scan(world, plan) : await tap(world, plan);
  if (grant === null) return;
  const paid = await waitUntilPaid(world, grant, plan.staffPatience);
  if (paid === null) return;
  await giveBack(world, paid, plan);
  await followHold(world, paid, { plan, grant });
  await givePoints(world, paid, plan);
}

async function goThroughWithCode(world: World, plan: Plan): Promise<void> {
  const { clock } = world;
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
      await waitUntilPaid(world, grant, plan.patience);
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
    case "panel_cancels":
      world.cancelInPanel(payable.id);
      await clock.sleep(plan.thinks / 4);
      world.pay({ url });
      return;
    case "pays_all_codes":
      await payAllCodes(world, plan);
      await start(world, plan.order);
  }
}

async function payNewCode(world: World, plan: Plan): Promise<void> {
  const again = await start(world, plan.order);
  const view = again && (await waitForCode(world, again, plan.patience));
  if (view?.nextAction?.url) world.pay({ url: view.nextAction.url });
}
