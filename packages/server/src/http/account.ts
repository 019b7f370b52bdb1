import { requireCustomer } from "../accounts/identify.ts";
import { showAccount } from "../accounts/show.ts";
import { unlinkAccount } from "../accounts/unlink.ts";
import type { OpenKaikei } from "../open-kaikei.ts";
import { respondJson } from "./respond.ts";
import { requireSameOrigin } from "./same-origin.ts";

/** `GET /account`: the linked account of whoever is signed in to the shop. */
export async function showAccountRoute(kaikei: OpenKaikei, request: Request): Promise<Response> {
  return respondJson(await showAccount(kaikei.payments, request));
}

/** `DELETE /account` unlinks it. */
export async function unlinkAccountRoute(kaikei: OpenKaikei, request: Request): Promise<Response> {
  requireSameOrigin(request, kaikei.publicUrl);
  const customer = await requireCustomer(kaikei.payments, request);
  await unlinkAccount(kaikei.payments, { customer: customer.id });
  return respondJson(await showAccount(kaikei.payments, request));
}
