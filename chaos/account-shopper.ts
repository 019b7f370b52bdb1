import { z } from "zod";
import { askStaff } from "./ask.ts";
import { cancel, type Grant, scan, tap, waitUntil, waitUntilPaid } from "./checkout-page.ts";
import { customerName } from "./customer-names.ts";
import type { AccountHabit } from "./habits.ts";
import type { Plan } from "./plan.ts";
import type { World } from "./world.ts";

const paymentSchema = z.object({ id: z.string(), status: z.string() });

/** A shopper whose account is linked, and a shop that charges it. */
export async function goThroughWithAccount(
  world: World,
  plan: Plan & { habit: AccountHabit },
): Promise<void> {
  const { clock } = world;
  const { order, thinks, patience } = plan;
  const customer = customerName(plan.customer);
  const waitFor = (grant: Grant | null) => grant && waitUntilPaid(world, grant, patience);
  const charge = (key: string) => askStaff(world, "charge", { customer, order, key });
  switch (plan.habit) {
    case "taps":
      await waitFor(await tap(world, plan));
      return;
    case "taps_twice": {
      const [first] = await Promise.all([tap(world, plan), tap(world, plan)]);
      await waitFor(first ?? (await tap(world, plan)));
      await tap(world, plan);
      return;
    }
    case "taps_and_scans":
      await Promise.all([tap(world, plan), clock.sleep(thinks / 4).then(() => scan(world, plan))]);
      return;
    case "taps_for_the_same":
      await waitFor(await tap(world, plan));
      await buyTheSameAgain(world, plan);
      return;
    case "taps_and_cancels": {
      const grant = await tap(world, plan);
      await clock.sleep(thinks / 4);
      if (grant !== null) await Promise.all([cancel(world, grant), tap(world, plan)]);
      return;
    }
    case "charged":
      await Promise.all([charge(`bill-${order}`), charge(`bill-${order}`)]);
      await clock.sleep(thinks);
      await charge(`bill-${order}`);
      return;
    case "charged_by_two":
      await Promise.all([charge(`job-1-${order}`), charge(`job-2-${order}`)]);
      await clock.sleep(thinks);
      await Promise.all([charge(`job-1-${order}`), charge(`job-2-${order}`)]);
      return;
    case "charged_and_taps":
      await Promise.all([
        charge(`bill-${order}`),
        clock.sleep(thinks / 4).then(async () => waitFor(await tap(world, plan))),
      ]);
      await charge(`bill-${order}`);
      return;
    default:
      await beAsked(world, plan);
  }
}

/** Another order of the same amount: PayPay suspects a mistake, and she says that it is none. */
async function buyTheSameAgain(world: World, plan: Plan): Promise<void> {
  const order = `${plan.order}-again`;
  const { amount, capture, holdForMs } = plan;
  await world.addOrder({ name: order, amount, capture, holdForMs });
  const grant = await tap(world, { ...plan, order });
  const isDeclined = ({ status }: { status: string }) => status === "failed";
  const declined = grant && (await waitUntil(world, grant, plan.patience, isDeclined));
  if (declined?.declineReason !== "suspected_duplicate") return;
  const meant = { agreeSimilar: true } as const;
  await Promise.all([tap(world, { ...plan, order }, meant), tap(world, { ...plan, order }, meant)]);
}

/** The shop asks her for money in her wallet. */
async function beAsked(world: World, plan: Plan): Promise<void> {
  const { clock } = world;
  const { order, thinks } = plan;
  const input = { customer: customerName(plan.customer), order, expiresInMs: 900_000 };
  const asked = await Promise.all([askStaff(world, "request", input), askStaff(world, "request", input)]);
  const request = asked.map((one) => paymentSchema.safeParse(one)).find(({ success }) => success)?.data;
  if (request === undefined || plan.habit === "asked_for_nothing") return;
  await clock.sleep(thinks);
  const answer = (what: "pay" | "decline") => answerAll(world, plan, what);
  switch (plan.habit) {
    case "asked":
      await answer("pay");
      await askStaff(world, "request", input);
      return;
    case "asked_and_declines":
      await answer("decline");
      return;
    case "asked_and_withdrawn":
      await Promise.all([
        askStaff(world, "cancel", { payment: request.id }),
        clock.sleep(plan.lateness + 2000).then(() => answer("pay")),
      ]);
      return;
    case "asked_and_scans":
      await Promise.all([scan(world, plan), clock.sleep(thinks / 2).then(() => answer("pay"))]);
  }
}

/** She answers whatever waits in her wallet for this order. */
async function answerAll(world: World, plan: Plan, answer: "pay" | "decline"): Promise<void> {
  for (const payment of await world.paymentsOf(plan.order)) world.answer(payment, plan.customer, answer);
}
