import { z } from "zod";
import { beginLink } from "../accounts/begin.ts";
import type { AccountLinkStart } from "../contract/account-view.ts";
import type { OpenKaikei } from "../open-kaikei.ts";
import { readShopper } from "../payments/shopper.ts";
import { readBody } from "./json-body.ts";
import { respondJson } from "./respond.ts";
import { requireSameOrigin } from "./same-origin.ts";

const bodySchema = z.strictObject({ returnTo: z.string() });

/** `POST /account/link`: where to send the signed-in customer so that she agrees to be charged. */
export async function beginLinkRoute(kaikei: OpenKaikei, request: Request): Promise<Response> {
  requireSameOrigin(request, kaikei.publicUrl);
  const { returnTo } = await readBody(request, bodySchema);
  const shopper = readShopper(request.headers, kaikei);
  const begun = await beginLink(kaikei.payments, { request, returnTo, shopper });
  const { url, attempt, expiresAt } = begun;
  const serverTime = kaikei.payments.clock().getTime();
  const response = respondJson({
    ...{ url, attempt, serverTime },
    expiresAt: expiresAt.getTime(),
  } satisfies AccountLinkStart);
  response.headers.append("set-cookie", begun.cookie);
  return response;
}
