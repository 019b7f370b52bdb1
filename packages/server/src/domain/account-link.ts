import { z } from "zod";

/** Where the link to a shopper's account stands. */
export const linkStatusSchema = z.enum(["active", "ended"]);
export type LinkStatus = z.infer<typeof linkStatusSchema>;

/** Why a link has ended: by the shop or its customer here, by time, or by her (or the provider) over there. */
export const linkEndSchema = z.enum(["unlinked", "expired", "revoked"]);
export type LinkEnd = z.infer<typeof linkEndSchema>;

/** Where an attempt to link an account stands. */
export const linkAttemptStatusSchema = z.enum([
  /** She is at the provider's, or has walked away. */
  "open",
  /** She agreed in a browser that had not begun it: she has to sign in there and confirm. */
  "awaiting_confirmation",
  "linked",
  /** She said no. */
  "declined",
  /** The provider refused, or its answer could not be believed. */
  "failed",
  "expired",
]);
export type LinkAttemptStatus = z.infer<typeof linkAttemptStatusSchema>;

/** A shopper's account, linked to a customer of the shop. What it is charged with stays in the store. */
export interface AccountLink {
  id: string;
  provider: string;
  environment: string;
  merchant: string;
  /** The shop's own id of who linked it. */
  customer: string;
  /** As the provider masks it: `*******1234`. */
  maskedPhone: string | null;
  scopes: readonly string[];
  status: LinkStatus;
  endedBecause: LinkEnd | null;
  linkedAt: Date;
  /** When the provider ends it unless it is used before. */
  expiresAt: Date | null;
  endedAt: Date | null;
}

const dayMs = 24 * 3_600_000;
const hourMs = 3_600_000;
/** Nobody may tell us that a link was ended: it is looked at so rarely all the same. */
const longestMs = 30 * dayMs;
/** The provider's clock may be a little behind ours. */
const afterExpiryMs = 60_000;

/** When to ask again how a link stands that was just found to be active. */
export function nextLinkLook({ expiresAt }: Pick<AccountLink, "expiresAt">, now: Date): Date {
  const at = now.getTime();
  if (expiresAt === null) return new Date(at + longestMs);
  // One that should be over and is not may say the same for long.
  const afterExpiry = Math.max(expiresAt.getTime() + afterExpiryMs, at + hourMs);
  return new Date(Math.min(afterExpiry, at + longestMs));
}

/** Why a link is over that the provider no longer knows: by its time, or because somebody ended it over there. */
export function linkEndOf({ expiresAt }: Pick<AccountLink, "expiresAt">, now: Date): LinkEnd {
  return expiresAt !== null && expiresAt <= now ? "expired" : "revoked";
}
