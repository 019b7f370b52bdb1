import type { AccountLinkStart, AccountView } from "@kaikei/server/contract";
import { type Answer, type Endpoint, lookTimeoutMs, post, send, startTimeoutMs } from "./client.ts";
import { readAccountLinkStart, readAccountView } from "./read-account.ts";

/** Whose account is linked, of the customer whom the shop's cookies name: `GET /account`. */
export function fetchAccount(endpoint: Endpoint): Promise<Answer<AccountView>> {
  return send(endpoint, "/account", {}, lookTimeoutMs, readAccountView);
}

/** Begins to link: `POST /account/link`. The browser is sent to its `url`, or a phone scans that. */
export function beginLink(endpoint: Endpoint, returnTo: string): Promise<Answer<AccountLinkStart>> {
  return post(endpoint, "/account/link", { returnTo }, readAccountLinkStart);
}

/** Links what she agreed to in another browser: `POST /account/confirm`. */
export function confirmLink(endpoint: Endpoint, attempt: string): Promise<Answer<AccountView>> {
  return post(endpoint, "/account/confirm", { attempt }, readAccountView);
}

/** Ends the link: `DELETE /account`. */
export function unlinkAccount(endpoint: Endpoint): Promise<Answer<AccountView>> {
  return send(endpoint, "/account", { method: "DELETE" }, startTimeoutMs, readAccountView);
}
