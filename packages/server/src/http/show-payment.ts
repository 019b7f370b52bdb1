import type { OpenKaikei } from "../open-kaikei.ts";
import { readShopper } from "../payments/shopper.ts";
import { pollPayment } from "../payments/show.ts";
import { requireCapability } from "./capability.ts";
import type { WaitUntil } from "./handler.ts";
import { respondJson } from "./respond.ts";

/**
 * `GET /payments/:id` answers from the record at once; a look that is due is made after the answer has gone out. With
 * `?returned`, because the shopper has just come back to the page, a look may be made ahead of time.
 */
export async function showPaymentRoute(
  kaikei: OpenKaikei,
  request: Request,
  { id, waitUntil }: { id: string; waitUntil: WaitUntil },
): Promise<Response> {
  await requireCapability(request, { payment: id, tokens: kaikei.tokens });
  const { device } = readShopper(request.headers, kaikei);
  const returned = new URL(request.url).searchParams.has("returned");
  const { view, look } = await pollPayment(kaikei.payments, { id, device, returned });
  if (look !== null) waitUntil(look());
  return respondJson(view);
}
