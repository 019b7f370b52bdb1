import { z } from "zod";
import type { PaymentGrant } from "../contract/payment-view.ts";
import { KaikeiError } from "../errors.ts";
import type { OpenKaikei } from "../kaikei.ts";
import { paymentView } from "../payments/payment-view.ts";
import { startPayment } from "../payments/start.ts";
import { findWatchedPayment } from "../store/payment-store.ts";
import { readJson } from "./json-body.ts";
import { respondJson } from "./respond.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { readShopper } from "./shopper.ts";

const maxBytes = 4096;

const bodySchema = z.strictObject({ order: z.string().min(1).max(200) });

/** `POST /payments`: the browser names an order, the server decides everything else. */
export async function startPaymentRoute(kaikei: OpenKaikei, request: Request): Promise<Response> {
  requireSameOrigin(request, kaikei.publicUrl);
  const { order } = readBody(await readJson(request, { maxBytes }));
  const shopper = readShopper(request.headers, kaikei);
  const { id } = await startPayment(kaikei.payments, { order, request, shopper });
  return respondJson(await grantTo(kaikei, { id, device: shopper.device }));
}

function readBody(body: unknown): z.infer<typeof bodySchema> {
  const parsed = bodySchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new KaikeiError(
    "invalid_request",
    issue?.code === "unrecognized_keys"
      ? `${issue.keys.join(", ")}: not accepted, only "order" is; the server decides the rest.`
      : `${issue?.path.join(".") || "body"}: ${issue?.message ?? "expected { order }"}`,
  );
}

async function grantTo(
  { payments, tokens }: OpenKaikei,
  { id, device }: { id: string; device: "phone" | "desktop" },
): Promise<PaymentGrant> {
  const watched = await findWatchedPayment(payments.db, id);
  if (watched === null)
    throw new KaikeiError("internal", `Payment ${id} was started and is not in the record.`);
  return {
    token: await tokens.issue({ payment: id, scope: "manage" }),
    payment: paymentView(watched.payment, { ...watched, now: payments.clock(), looking: false, device }),
  };
}
