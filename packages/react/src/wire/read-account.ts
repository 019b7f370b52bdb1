import type { AccountLinkStart, AccountView, LinkEnd } from "@kaikei/server/contract";
import { isNumber, isObject, readAddress } from "./read-view.ts";

/** The view in a body, or null when it is not one. Lenient: an unknown status reads as "not linked". */
export function readAccountView(body: unknown): AccountView | null {
  if (!isObject(body) || typeof body.status !== "string") return null;
  return {
    status: isStatus(body.status) ? body.status : "not_linked",
    provider: readText(body.provider) ?? "",
    environment: readText(body.environment) ?? "",
    maskedPhone: readText(body.maskedPhone),
    linkedAt: isNumber(body.linkedAt) ? body.linkedAt : null,
    expiresAt: isNumber(body.expiresAt) ? body.expiresAt : null,
    endedBecause: isLinkEnd(body.endedBecause) ? body.endedBecause : null,
    confirmation: readConfirmation(body.confirmation),
  };
}

/** Where to send the browser, or null when the body is not that. */
export function readAccountLinkStart(body: unknown): AccountLinkStart | null {
  if (!isObject(body) || typeof body.attempt !== "string") return null;
  const { attempt, expiresAt, serverTime } = body;
  if (!isNumber(expiresAt) || !isNumber(serverTime)) return null;
  const url = readAddress(body.url);
  return url === null ? null : { url, attempt, expiresAt, serverTime };
}

function readConfirmation(value: unknown): AccountView["confirmation"] {
  if (!isObject(value) || typeof value.attempt !== "string") return null;
  return { attempt: value.attempt, maskedPhone: readText(value.maskedPhone) };
}

function readText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

const statuses = { signed_out: true, not_linked: true, linked: true, ended: true } satisfies Record<
  AccountView["status"],
  true
>;

const linkEnds = { unlinked: true, expired: true, revoked: true } satisfies Record<LinkEnd, true>;

function isStatus(value: string): value is AccountView["status"] {
  return Object.hasOwn(statuses, value);
}

function isLinkEnd(value: unknown): value is LinkEnd {
  return typeof value === "string" && Object.hasOwn(linkEnds, value);
}
