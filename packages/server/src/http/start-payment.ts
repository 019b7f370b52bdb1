import { z } from "zod";
import type { PaymentGrant } from "../contract/payment-view.ts";
import { currencySchema } from "../domain/money.ts";
import { KaikeiError } from "../errors.ts";
import type { OpenKaikei } from "../open-kaikei.ts";
import { deliver } from "../payments/deliver.ts";
import { readShopper } from "../payments/shopper.ts";
import { showPayment } from "../payments/show.ts";
import { startPayment } from "../payments/start.ts";
import type { WaitUntil } from "./handler.ts";
import { readJson } from "./json-body.ts";
import { respondJson } from "./respond.ts";
import { requireSameOrigin } from "./same-origin.ts";

const maxBytes = 4096;

const bodySchema = z.strictObject({
  order: z.string().min(1).max(200),
  /** Left out: by code. */
  method: z.literal("linked_account").optional(),
  /** She was asked whether she means a second, similar payment. */
  agreeSimilar: z.literal(true).optional(),
  /** What her page says that it costs. It decides no price: with another one than resolveOrder's nothing is begun. */
  expected: z.strictObject({ value: z.int().min(1), currency: currencySchema }).optional(),
});

/** `POST /payments`: the browser names an order and how to pay it, the server decides everything else. */
export async function startPaymentRoute(
  kaikei: OpenKaikei,
  request: Request,
  { waitUntil }: { waitUntil: WaitUntil },
): Promise<Response> {
  requireSameOrigin(request, kaikei.publicUrl);
  const asked = readBody(await readJson(request, { maxBytes }));
  const shopper = readShopper(request.headers, kaikei);
  const { id } = await startPayment(kaikei.payments, { ...asked, request, shopper });
  // A tap may have paid it: where no worker runs, the shop hears of it now and not with the next pass.
  if (asked.method === "linked_account") waitUntil(deliver(kaikei.payments, { payment: id }));
  return respondJson({
    token: await kaikei.tokens.issue({ payment: id, scope: "manage" }),
    payment: await showPayment(kaikei.payments, { id, device: shopper.device }),
  } satisfies PaymentGrant);
}

function readBody(body: unknown): z.infer<typeof bodySchema> {
  const parsed = bodySchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new KaikeiError(
    "invalid_request",
    issue?.code === "unrecognized_keys"
      ? `${issue.keys.join(", ")}: not accepted, only "order", "method", "agreeSimilar" and "expected" are; the server decides the rest.`
      : `${issue?.path.join(".") || "body"}: ${issue?.message ?? "expected { order }"}`,
  );
}
