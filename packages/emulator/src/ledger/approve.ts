import { type Refusal, refuse } from "../result-codes.ts";
import { complete } from "./capture.ts";
import { take } from "./customer.ts";
import { type Ledger, payer } from "./ledger.ts";
import { approvalAmount, type Payment } from "./payment.ts";

/** The customer allows, in the wallet, that more is taken than was held. */
export function approve(ledger: Ledger, payment: Payment): Refusal | { readonly payment: Payment } {
  const approval = payment.approval;
  if (!approval) return refuse("RESOURCE_NOT_FOUND");
  const more = approvalAmount(approval) - payment.taken;
  const short = take(payer(ledger, payment), more);
  if (short) return short;

  payment.taken += more;
  payment.approval = null;
  if (approval.kind === "capture") {
    approval.capture.status = "COMPLETED";
    approval.capture.acceptedAt = ledger.now();
    complete(ledger, payment, approval.capture);
    return { payment };
  }
  payment.status = "AUTHORIZED";
  payment.amount = approval.request.updatedAmount;
  ledger.tell({ kind: "authorized", payment, reauthorizeId: approval.request.requestId });
  return { payment };
}
