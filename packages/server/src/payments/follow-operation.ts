import { isStuck, type Operation } from "../domain/operation.ts";
import { getPayment } from "../store/find-payments.ts";
import { flagPayment } from "../store/payment-store.ts";
import { followCapture } from "./capture.ts";
import type { PaymentContext } from "./context.ts";
import { followRefund } from "./refund.ts";
import { followRevert } from "./revert.ts";
import { followCancel } from "./undo.ts";

/** Takes an operation that is not over one step further, and shows a person one that does not end. */
export async function followOperation(
  ctx: PaymentContext,
  due: { operation: Operation; failures: number },
): Promise<Operation> {
  const operation = await follow(ctx, due);
  const stuck = isStuck(operation, ctx.clock());
  const payment = await getPayment(ctx.db, operation.payment);
  const shown = payment.attention === "operation_stuck";
  // Whatever else a person has to look at comes first.
  if (stuck ? payment.attention === null : shown) {
    const flag = { attention: stuck ? ("operation_stuck" as const) : null };
    await flagPayment(ctx.db, { payment, flag, now: ctx.clock() });
  }
  return operation;
}

function follow(ctx: PaymentContext, due: { operation: Operation; failures: number }): Promise<Operation> {
  switch (due.operation.kind) {
    case "refund":
      return followRefund(ctx, due);
    case "cancel":
      return followCancel(ctx, due);
    case "capture":
      return followCapture(ctx, due);
    case "revert":
      return followRevert(ctx, due);
    case "reauthorize":
      // Followed with its capture, and never due by itself.
      return Promise.resolve(due.operation);
  }
}
