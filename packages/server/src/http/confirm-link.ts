import { z } from "zod";
import { confirmLink } from "../accounts/confirm.ts";
import { followIfDue } from "../accounts/follow.ts";
import { writeLinkCookie } from "../accounts/link-cookie.ts";
import { showAccount } from "../accounts/show.ts";
import type { OpenKaikei } from "../open-kaikei.ts";
import type { WaitUntil } from "./handler.ts";
import { readBody } from "./json-body.ts";
import { respondJson } from "./respond.ts";
import { requireSameOrigin } from "./same-origin.ts";

const bodySchema = z.strictObject({ attempt: z.string().max(64) });

/** `POST /account/confirm`: the customer says, in the browser that came back, that the account is hers. */
export async function confirmLinkRoute(
  kaikei: OpenKaikei,
  request: Request,
  { waitUntil }: { waitUntil: WaitUntil },
): Promise<Response> {
  requireSameOrigin(request, kaikei.publicUrl);
  const { attempt } = await readBody(request, bodySchema);
  const ctx = kaikei.payments;
  const link = await confirmLink(ctx, { request, attempt });
  waitUntil(followIfDue(ctx, link.id));
  const response = respondJson(await showAccount(ctx, request));
  response.headers.append("set-cookie", writeLinkCookie(ctx.accounts.callbackUrl, null));
  return response;
}
