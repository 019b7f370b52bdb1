import { askStaff } from "./ask.ts";
import { type Grant, type View, waitUntil } from "./checkout-page.ts";
import type { Plan } from "./plan.ts";
import { refundInParts } from "./refund-staff.ts";
import type { World } from "./world.ts";

/** Staff who take what is held or let it go, as planned, and the shopper who allows them more. */
export async function followHold(
  world: World,
  { id: payment, holdExpiresAt }: View,
  { plan, grant }: { plan: Plan; grant: Grant },
): Promise<void> {
  const { order, amount, difference } = plan;
  const capture = (input: { amount?: number; key: string }) =>
    askStaff(world, "capture", { payment, ...input });
  const letGo = () => askStaff(world, "cancel", { payment });
  const captureMore = async () => {
    await world.approve(order, amount + difference);
    const delivered = { amount: amount + difference, key: "delivery" };
    await Promise.all([capture(delivered), capture(delivered)]);
  };
  const captureLess = async () => {
    await world.approve(order, difference);
    await capture({ amount: difference, key: "delivery" });
  };
  switch (plan.habit) {
    case "captured":
      await Promise.all([capture({ key: "delivery" }), capture({ key: "delivery" })]);
      await capture({ key: "delivery" });
      return;
    case "captured_less":
      await captureLess();
      return;
    case "captured_twice":
      await Promise.all([capture({ key: "first" }), capture({ amount: difference, key: "second" })]);
      return;
    case "captured_more":
      await captureMore();
      await allowWhenAsked(world, payment, plan);
      return;
    case "captured_more_in_vain":
      await captureMore();
      return;
    case "captured_more_and_reverted":
      await captureMore();
      await Promise.all([letGo(), allowWhenAsked(world, payment, plan)]);
      return;
    case "captured_late": {
      // From before the time when PayPay takes nothing any more to after the end.
      const end = (holdExpiresAt ?? 0) - 60_000 + plan.lateness * 15;
      await world.clock.sleep(Math.max(0, end - world.clock.now()));
      await capture({ key: "delivery" });
      return;
    }
    case "captured_and_reverted":
      await Promise.all([capture({ key: "delivery" }), letGo(), askStaff(world, "undo", { payment })]);
      return;
    case "reverted":
      await Promise.all([letGo(), letGo()]);
      return;
    case "captured_and_refunded": {
      await captureLess();
      const isCaptured = ({ status }: View) => status === "completed";
      const captured = await waitUntil(world, grant, plan.staffPatience, isCaptured);
      if (captured !== null) await refundInParts(world, payment, difference);
    }
  }
}

/** She opens what the shop has sent her; at first there may be nothing to allow yet. */
async function allowWhenAsked(world: World, payment: string, { staffPatience, thinks }: Plan): Promise<void> {
  const { clock } = world;
  for (const end = clock.now() + staffPatience; clock.now() < end; ) {
    await clock.sleep(thinks / 2 + 1000);
    if (await world.allow(payment)) return;
  }
}
