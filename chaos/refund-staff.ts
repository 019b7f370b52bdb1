import { askStaff } from "./ask.ts";
import type { View } from "./checkout-page.ts";
import type { Plan } from "./plan.ts";
import type { World } from "./world.ts";

/** Staff who give money back, as planned. */
export async function giveBack(world: World, { id: payment }: View, plan: Plan): Promise<void> {
  const refund = (amount: number, key: string) => askStaff(world, "refund", { payment, amount, key });
  const undo = (more: object) => askStaff(world, "undo", { payment, ...more });
  switch (plan.habit) {
    case "refunded_in_part": {
      const slice = () => refund(plan.difference, "broken-slice");
      await Promise.all([slice(), slice()]);
      await slice();
      return;
    }
    case "refunded_in_parts":
      await refundInParts(world, payment, plan.amount);
      return;
    case "refunded_twice": {
      const amount = Math.ceil(plan.amount * 0.6);
      await Promise.all([refund(amount, "staff-1"), refund(amount, "staff-2")]);
      return;
    }
    case "undone":
      await Promise.all([undo({ key: "undo" }), undo({ key: "undo" })]);
      return;
    case "undone_and_refunded":
      await Promise.all([undo({}), refund(plan.difference, "broken-slice")]);
  }
}

/** Three slices at the same time, each asked for twice. */
export async function refundInParts(world: World, payment: string, of: number): Promise<void> {
  const slices = [1, 2, 3, 1, 2, 3].map((slice) =>
    askStaff(world, "refund", { payment, amount: Math.ceil(of * 0.3), key: `slice-${slice}` }),
  );
  await Promise.all(slices);
}
