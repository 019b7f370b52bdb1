import { z } from "zod";
import type { AuthorizationCipher } from "../accounts/authorization-cipher.ts";
import type { LookSettings } from "../domain/look-schedule.ts";
import { moneySchema } from "../domain/money.ts";
import { captureModeSchema, type Payment } from "../domain/payment.ts";
import { returnPathSchema } from "../domain/return-path.ts";
import { KaikeiError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { PaymentProvider } from "../provider.ts";
import type { Database } from "../store/database.ts";
import type { RecordingRules } from "../store/payment-store.ts";
import type { Telemetry } from "../telemetry.ts";
import type { HookOfKind } from "./hooks.ts";
import type { IdKind } from "./payment-id.ts";
import type { ShareTurn } from "./shared-turns.ts";

/** What the shop answers when it is asked whether, and for how much, an order may be paid. */
export const payableOrderSchema = z.strictObject({
  /** For JPY, whole yen: 1 to 99,999,999,999. */
  amount: moneySchema,
  /**
   * A name for what the order holds now. A code that was made for another one is withdrawn, as for another amount; paid
   * all the same, it reaches onPaid with `payment.stale`.
   */
  revision: z.string().min(1).max(200).optional(),
  /** One line that the shopper's wallet shows; longer than 255 characters is cut. */
  description: z.string().optional(),
  /** Path of the page, on the shop's own origin, that the wallet sends the shopper back to. */
  returnPath: returnPathSchema.optional(),
  /** `manual` holds the money until `payments.capture` takes it. Default `automatic`. */
  capture: captureModeSchema.optional(),
  /** How long a hold is wanted for, in milliseconds. Default: as long as the provider grants by itself. */
  holdForMs: z.int().min(60_000).optional(),
});
export type PayableOrder = z.infer<typeof payableOrderSchema>;

/**
 * Says whether this visitor may pay this order and what it costs. The browser names the order and nothing else.
 * Null: there is no such order, or it is not this visitor's. Answer to one name of an order only: if "42" and "042" were
 * the same to the shop, they would be two orders to Kaikei, and could both be paid.
 */
export type ResolveOrder = (input: {
  order: string;
  /** The visitor's request, with its cookies; null when the shop's own server starts the payment. */
  request: Request | null;
}) => PayableOrder | null | Promise<PayableOrder | null>;

/** The shop's own customer: `id` is stored beside her link and her payments, so let it be no name and no address. */
export const customerSchema = z.object({ id: z.string().min(1).max(200) });
export type Customer = z.infer<typeof customerSchema>;

/** Says which customer of the shop has sent this request. Null: nobody is signed in. */
export type IdentifyCustomer = (input: { request: Request }) => Customer | null | Promise<Customer | null>;

/** What linking and charging accounts needs from outside. */
export interface AccountSettings {
  cipher: AuthorizationCipher;
  /** What a customer who links her account is asked to allow, unless the shop asks for something else. */
  scopes: readonly string[];
  /** Where the provider sends her browser back to. */
  callbackUrl: URL;
  /** Seals anew what a former secret has sealed, some in each pass. */
  reseal: (ctx: PaymentContext) => Promise<void>;
}

/**
 * Takes the announcement of a provider's file, which anybody may have made up: what is to be done after the answer, or
 * null when nothing comes of it.
 */
export type HearOfFile = (
  provider: PaymentProvider,
  announced: { notificationId: string; url: string },
) => (() => Promise<void>) | null;

/** Everything that the use cases need from outside; wired by createKaikei. */
export interface PaymentContext {
  db: Database;
  providers: readonly [PaymentProvider, ...PaymentProvider[]];
  resolveOrder: ResolveOrder;
  /** Null: the shop knows no customers. */
  identifyCustomer: IdentifyCustomer | null;
  accounts: AccountSettings;
  hooks: HookOfKind;
  /** False: no new payment is started, while everything that was started goes on. */
  acceptPayments: () => boolean | Promise<boolean>;
  recording: RecordingRules;
  /** How long a hook may take before it counts as failed. */
  hookTimeoutMs: number;
  hearOfFile: HearOfFile;
  /** Notifications that say the same at once are kept together. */
  shareInbox: ShareTurn;
  /** Builds the address that the wallet sends the shopper back to. */
  returnUrl(payment: string, path: string): Promise<string>;
  clock: () => Date;
  newId: (kind: IdKind) => string;
  looks: Omit<LookSettings, "assumedCodeLifeMs">;
  logger: Logger;
  /** Whoever watches what happens. */
  telemetry: Telemetry;
}

/**
 * Longer than the longest chain of calls under one claim (look 15 s, begin 30 s, cancel 15 s, look 15 s), so that a
 * claim lapses only when its holder is gone.
 */
export const leaseMs = 90_000;

export function claimTimes(ctx: PaymentContext): { now: Date; leaseUntil: Date } {
  const now = ctx.clock();
  return { now, leaseUntil: new Date(now.getTime() + leaseMs) };
}

export function lookSettings(ctx: PaymentContext, provider: PaymentProvider): LookSettings {
  return { ...ctx.looks, assumedCodeLifeMs: provider.assumedCodeLifeMs };
}

/** The provider that a payment was started with: name, environment and merchant must all be the same. */
export function providerOf(ctx: PaymentContext, payment: Payment): PaymentProvider {
  const provider = ctx.providers.find(
    ({ name, environment, merchant }) =>
      name === payment.provider && environment === payment.environment && merchant === payment.merchant,
  );
  if (provider === undefined) {
    throw new KaikeiError(
      "configuration",
      `Payment ${payment.id} was started with ${payment.provider} in ${payment.environment}, which is not configured.`,
    );
  }
  return provider;
}
