import type { TransactionEvent } from "../ledger/event.ts";
import { capturedAmount } from "../ledger/payment.ts";
import type { Habits } from "../options.ts";

/** The JSON that PayPay posts: amounts as text, times as ISO text, a hold without the shop's own id. */
export type TransactionBody = Readonly<Record<string, string | null>>;

export function transactionBody(event: TransactionEvent, habits: Habits): TransactionBody {
  const { payment } = event;
  const named = event.kind !== "authorized";
  const common = {
    notification_type: "Transaction",
    merchant_id: payment.merchantId,
    store_id: payment.order.storeId ?? "",
    pos_id: payment.order.terminalId ?? "",
    order_id: payment.paymentId,
    merchant_order_id: named ? payment.merchantPaymentId : "",
    authorized_at: payment.isHold ? iso(payment.acceptedAt) : null,
    expires_at: iso(payment.expiresAt),
    order_amount: String(event.kind === "completed" ? capturedAmount(payment) : payment.amount),
  };
  switch (event.kind) {
    case "authorized": {
      const raised = event.reauthorizeId === null ? {} : { reauth_request_id: event.reauthorizeId };
      return { ...common, paid_at: null, ...raised, state: "AUTHORIZED" };
    }
    case "completed":
      return { ...common, paid_at: iso(payment.completedAt), state: "COMPLETED" };
    case "reverted":
      return { ...common, paid_at: null, state: "CANCELED" };
    case "expired":
      return { ...common, paid_at: null, state: "EXPIRED" };
    case "failed": {
      const { authorized_at: _authorized, expires_at: _expires, ...failed } = common;
      return { ...failed, state: "FAILED" };
    }
    case "approval_lapsed":
      return {
        ...common,
        reauth_request_id: event.reauthorizeId,
        confirmation_expires_at: iso(event.until),
        state: habits.lapsedApprovalState,
      };
  }
}

function iso(epochSeconds: number | null): string | null {
  return epochSeconds === null ? null : new Date(epochSeconds * 1000).toISOString().replace(".000Z", "Z");
}
