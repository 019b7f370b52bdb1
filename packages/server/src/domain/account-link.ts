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
