import { type DeliveryKind, deliveryKindSchema } from "../domain/delivery.ts";
import type { Payment } from "../domain/payment.ts";
import type { Database } from "../store/database.ts";

/** What a hook is told. */
export interface News {
  /** As it stands now, which may be further than when this was news. */
  payment: Payment;
  /** The same at each attempt to tell the same news, and never used for another one. */
  deliveryId: string;
  /**
   * Runs `work` in a transaction of Kaikei's database, together with the note that this was told: both are kept or
   * neither is, so what `work` writes through `tx` is written exactly once, whatever crashes. Undefined when another
   * process has told it meanwhile; then `work` was not run. For a shop whose tables live in the same database.
   *
   * @example
   * ```ts
   * onPaid: ({ payment, once }) =>
   *   once((tx) => tx.update(orders).set({ paid: true }).where(eq(orders.id, payment.order))),
   * ```
   */
  once<Result>(work: (tx: Database) => PromiseLike<Result>): Promise<Result | undefined>;
}

/** Called at least once, and again with back-off until it returns; `once` makes it exactly once. */
export type Hook = (news: News) => unknown;

/**
 * What the shop wants to hear. Of one payment it hears in order, and a hook that fails keeps back the later news of
 * that payment alone. Each speaks of a *payment*: of an order's several payments one may expire while another is paid.
 */
export interface Hooks {
  /**
   * The order is paid: fulfil it. Once per order. `payment.stale` is true when the order's price or revision changed
   * after the code was made and the shopper paid the old one while it was being withdrawn: `payment.ordered` is what was
   * paid, so compare before you ship something dearer.
   */
  onPaid: Hook;
  /** The money is held until `payment.holdExpiresAt` and can be captured; it is not paid. */
  onAuthorized?: Hook;
  /** Money went back, by a refund of yours or one made in the provider's panel: compare `captured` and `refunded`. */
  onRefunded?: Hook;
  /** Ended before it was paid, its hold let go, or reversed in full afterwards: then `paidAt` is set. */
  onCanceled?: Hook;
  /** Its time ran out unpaid, or its hold ended without a capture. If money comes late all the same, onPaid follows. */
  onExpired?: Hook;
  /** A second payment of a paid order. It never reaches onPaid; by default its money is given back by itself. */
  onDuplicate?: Hook;
}

/** Which hook hears what. */
export type HookOfKind = Readonly<Record<DeliveryKind, { name: keyof Hooks; hook: Hook | undefined }>>;

export function hooksByKind(hooks: Hooks): HookOfKind {
  return {
    paid: { name: "onPaid", hook: hooks.onPaid },
    authorized: { name: "onAuthorized", hook: hooks.onAuthorized },
    refunded: { name: "onRefunded", hook: hooks.onRefunded },
    canceled: { name: "onCanceled", hook: hooks.onCanceled },
    expired: { name: "onExpired", hook: hooks.onExpired },
    duplicate: { name: "onDuplicate", hook: hooks.onDuplicate },
  };
}

/** What somebody wants to hear: nothing else is queued. */
export function kindsHeard(hooks: HookOfKind): ReadonlySet<DeliveryKind> {
  return new Set(deliveryKindSchema.options.filter((kind) => hooks[kind].hook !== undefined));
}
