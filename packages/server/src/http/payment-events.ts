import type { OpenKaikei } from "../open-kaikei.ts";
import { readShopper } from "../payments/shopper.ts";
import { showPayment } from "../payments/show.ts";
import { requireCapability } from "./capability.ts";
import { respondStream } from "./respond.ts";

/**
 * `GET /payments/:id/events`: the payment's states as server-sent events, the current one first, until it is settled.
 * `Last-Event-ID` is the version that the browser has seen.
 */
export async function paymentEventsRoute(
  kaikei: OpenKaikei,
  request: Request,
  id: string,
): Promise<Response> {
  await requireCapability(request, { payment: id, tokens: kaikei.tokens });
  const { device, ipAddress } = readShopper(request.headers, kaikei);
  const version = request.headers.get("last-event-id") ?? "";
  const seenVersion = /^\d{1,9}$/.test(version) ? Number(version) : null;
  const { signal } = request;
  const stream = kaikei.streams.open({ payment: id, device, address: ipAddress, seenVersion, signal });
  try {
    // A stream of nothing would be the answer to a payment that does not exist.
    await showPayment(kaikei.payments, { id, device });
  } catch (error) {
    await stream.cancel();
    throw error;
  }
  return respondStream(stream);
}
