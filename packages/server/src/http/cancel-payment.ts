import { KaikeiError } from "../errors.ts";
import type { OpenKaikei } from "../open-kaikei.ts";
import { cancelPayment } from "../payments/cancel.ts";
import { readShopper } from "../payments/shopper.ts";
import { showPayment } from "../payments/show.ts";
import { requireCapability } from "./capability.ts";
import { respondJson } from "./respond.ts";
import { requireSameOrigin } from "./same-origin.ts";

/** `DELETE /payments/:id` withdraws an unpaid payment. 202 while it is not yet known that nobody can pay it. */
export async function cancelPaymentRoute(
  kaikei: OpenKaikei,
  request: Request,
  id: string,
): Promise<Response> {
  requireSameOrigin(request, kaikei.publicUrl);
  const capability = await requireCapability(request, { payment: id, tokens: kaikei.tokens });
  if (capability.scope !== "manage") throw new KaikeiError("forbidden", "The token shows this payment only.");
  await cancelPayment(kaikei.payments, id);
  const { device } = readShopper(request.headers, kaikei);
  const view = await showPayment(kaikei.payments, { id, device });
  return respondJson(view, view.retiring ? 202 : 200);
}
