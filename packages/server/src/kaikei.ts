import { ownerOf } from "./accounts/account-provider.ts";
import { type BeginLinkInput, type BegunLink, beginLink } from "./accounts/begin.ts";
import { unlinkAccount } from "./accounts/unlink.ts";
import { type GiveCashbackInput, giveCashback } from "./cashback/give.ts";
import { type ResolveCashbackInput, resolveCashback } from "./cashback/resolve.ts";
import { type ReverseCashbackInput, reverseCashback } from "./cashback/reverse.ts";
import { showCashback } from "./cashback/show.ts";
import type { PaymentGrant, PaymentView } from "./contract/payment-view.ts";
import type { AccountLink } from "./domain/account-link.ts";
import type { Cashback } from "./domain/cashback.ts";
import type { Operation } from "./domain/operation.ts";
import type { Payment } from "./domain/payment.ts";
import { KaikeiError } from "./errors.ts";
import type { KaikeiOptions } from "./kaikei-options.ts";
import { createStderrLogger, describeError } from "./logger.ts";
import { type OpenKaikei, openKaikei } from "./open-kaikei.ts";
import { cancelPayment } from "./payments/cancel.ts";
import { type CaptureInput, capturePayment } from "./payments/capture.ts";
import { type ChargeInput, chargeAccount } from "./payments/charge.ts";
import { claimTimes, providerOf } from "./payments/context.ts";
import { deliver } from "./payments/deliver.ts";
import type { GrantScope } from "./payments/payment-token.ts";
import { lookAtDue, type ReconcileSummary, reconcile } from "./payments/reconcile.ts";
import { refresh } from "./payments/refresh.ts";
import { type RefundInput, refundPayment } from "./payments/refund.ts";
import { type RequestInput, requestPayment } from "./payments/request.ts";
import { revertPayment } from "./payments/revert.ts";
import { nobody, readShopper } from "./payments/shopper.ts";
import { showPayment } from "./payments/show.ts";
import { startPayment } from "./payments/start.ts";
import { type UndoInput, undoPayment } from "./payments/undo.ts";
import { startWorker, type Worker } from "./payments/worker.ts";
import { type ReconcileFileReport, reconcileFile } from "./reconcile-file/reconcile-file.ts";
import { findCurrentLink } from "./store/account-link-store.ts";
import { type CashbackFilter, getCashback, listCashbacks } from "./store/cashback-store.ts";
import { getPayment, listPayments, type PaymentFilter } from "./store/find-payments.ts";
import { hastenLook } from "./store/hasten-look.ts";
import { claimForCall } from "./store/look-claims.ts";
import { listOperations } from "./store/operation-store.ts";
import { flagPayment } from "./store/payment-store.ts";

export interface Kaikei {
  /** Checks the configuration and opens the database now, rather than at first use. */
  open(): Promise<OpenKaikei>;
  payments: {
    /**
     * Starts, or goes on with, the payment of an order. For the shop's own server; browsers use the route. With `method:
     * "linked_account"` it charges the account of the request's customer; `agreeSimilar`: she was asked whether she means
     * a second, similar payment, and said yes. `expected`: what her page says that it costs, in minor units; when
     * `resolveOrder` says something else, nothing is begun (`price_changed`).
     */
    start(input: {
      order: string;
      request?: Request;
      method?: "code" | "linked_account";
      agreeSimilar?: boolean;
      expected?: PaymentView["amount"];
    }): Promise<Payment>;
    /** Charges a linked account without the shopper: once for each `key`, whatever came of it. For billing jobs. */
    charge(input: ChargeInput): Promise<Payment>;
    /** Asks a customer for money in her wallet; `cancel` withdraws it. */
    request(input: RequestInput): Promise<Payment>;
    get(id: string): Promise<Payment>;
    /** Newest first; 100 at most unless `limit` says otherwise. */
    list(filter?: PaymentFilter & { limit?: number }): Promise<Payment[]>;
    /** Asks the provider now. While somebody else is asking, the record comes back as it is. */
    refresh(id: string): Promise<Payment>;
    /** Withdraws an unpaid payment, or lets held money go. `retiring` until that is certain. */
    cancel(id: string): Promise<Payment>;
    /**
     * Takes held money: all of it, or `amount`; what is not taken is let go. More than is held waits until the shopper
     * has allowed it at the operation's `url`, six hours at most, and is then taken by itself; else it has `lapsed`.
     *
     * @example
     * ```ts
     * const capture = await kaikei.payments.capture({ payment: id, amount: 3800, key: "delivery-42" });
     * if (capture.status === "awaiting_shopper") askHer(capture.url, capture.until);
     * ```
     */
    capture(input: CaptureInput): Promise<Operation>;
    /** Gives money back, all that is left or `amount` of it. */
    refund(input: RefundInput): Promise<Operation>;
    /**
     * Takes a payment back in full: lets its hold go, or cancels it as a whole while the provider allows it, refunds what is left
     * otherwise, never both. The record follows by looking; a payment that was cancelled becomes `canceled`.
     */
    undo(input: UndoInput): Promise<Operation>;
    /** The operations on a payment, oldest first. */
    operations(id: string): Promise<Operation[]>;
    /** Ends the doubt about a payment that waited for a person (`attention`), and looks at it again. */
    resolve(id: string): Promise<Payment>;
    /** A token for one payment and what it shows, for a page that the shop renders for whom it knows. */
    grant(id: string, scope?: GrantScope): Promise<PaymentGrant>;
  };
  accounts: {
    /**
     * Sets out to link an account to the customer who has sent `request`. For the shop's own server, which sends her to
     * `url` and the `cookie` along; browsers use the route.
     */
    begin(input: BeginLinkInput): Promise<BegunLink>;
    /** The customer's linked account, else the last one whose link has ended; null when there never was one. */
    get(input: { customer: string }): Promise<AccountLink | null>;
    /**
     * Ends the customer's link: nothing is charged with it from here on. That it ends at the provider too is followed
     * until it is known. Returns the ended link; without an active one, what `get` returns.
     */
    unlink(input: { customer: string }): Promise<AccountLink | null>;
  };
  /** Points for customers whose account is linked. */
  cashback: {
    /** Gives points. `accepted` at first; `done` or `declined` once the provider says so, seconds later. */
    give(input: GiveCashbackInput): Promise<Cashback>;
    /** Takes points back, as far as the customer still has them. */
    reverse(input: ReverseCashbackInput): Promise<Cashback>;
    /** A cashback or a reversal. */
    get(id: string): Promise<Cashback>;
    /** Cashbacks and their reversals, newest first; 100 at most unless `limit` says otherwise. */
    list(filter?: CashbackFilter & { limit?: number }): Promise<Cashback[]>;
    /** Ends the doubt about one that waits for a person (`list({ needsAttention: true })`). */
    resolve(input: ResolveCashbackInput): Promise<Cashback>;
  };
  /**
   * Compares the provider's file of a day's movements, byte for byte as it came, with the record. A difference moves
   * nothing: the provider is asked about those payments, and what it says counts.
   *
   * @throws KaikeiError `file_unreadable`, `not_supported`.
   */
  reconcileFile(bytes: Uint8Array): Promise<ReconcileFileReport>;
  /** One claimed pass over everything that is due. For a cron job where no worker runs. */
  reconcile(): Promise<ReconcileSummary>;
  /**
   * Watches on a long-running server: a pass every second. From Next: `instrumentation.ts`.
   * @throws KaikeiError `configuration`, `store_locked`; a database that is merely away is waited for.
   */
  worker(options?: { intervalMs?: number }): Promise<Worker>;
  /**
   * For a server that is about to stop: ends the streams of browsers with a word when to come back, lets running looks
   * finish, and closes the database if Kaikei opened it.
   */
  close(): Promise<void>;
}

/**
 * Wires the kit. Nothing is opened or checked before first use, so that a build without variables passes.
 *
 * @example
 * ```ts
 * export const kaikei = createKaikei({
 *   providers: [paypay()],
 *   resolveOrder: ({ order, request }) => shop.payable(order, request),
 *   onPaid: ({ payment }) => shop.fulfil(payment.order),
 * });
 * ```
 */
export function createKaikei(options: KaikeiOptions): Kaikei {
  const clock = options.clock ?? (() => new Date());
  const logger = options.logger ?? createStderrLogger();
  let opened: ReturnType<typeof openKaikei> | null = null;
  let closed = false;
  const workers = new Set<Worker>();

  const open = async () => {
    if (closed)
      throw new KaikeiError("store_unavailable", "This Kaikei was closed; another process answers.");
    if (opened !== null) return opened;
    const opening = openKaikei(options, { clock, logger });
    opened = opening;
    // A database that was away may be back at the next request.
    opening.catch(() => {
      if (opened === opening) opened = null;
    });
    return opening;
  };
  const context = async () => (await open()).payments;

  return {
    open,
    payments: {
      start: async ({ request = null, ...asked }) => {
        const { payments: ctx, trustedProxies } = await open();
        const shopper = request === null ? nobody : readShopper(request.headers, { trustedProxies });
        return startPayment(ctx, { ...asked, request, shopper });
      },
      charge: async (input) => chargeAccount(await context(), input),
      request: async (input) => requestPayment(await context(), input),
      get: async (id) => getPayment((await context()).db, id),
      list: async ({ limit = 100, ...filter } = {}) => {
        const { db, providers } = await context();
        const [{ environment, merchant }] = providers;
        return listPayments(db, { ...filter, environment, merchant, limit });
      },
      refresh: async (id) => {
        const ctx = await context();
        // Another merchant's is refused before it is claimed, or nobody could look at it for a while.
        providerOf(ctx, await getPayment(ctx.db, id));
        const claim = await claimForCall(ctx.db, { id }, claimTimes(ctx));
        return claim === null ? getPayment(ctx.db, id) : refresh(ctx, claim);
      },
      cancel: async (id) => {
        const ctx = await context();
        const { status } = await getPayment(ctx.db, id);
        const released = status === "authorized" ? await revertPayment(ctx, id) : null;
        return released ?? cancelPayment(ctx, id);
      },
      capture: async (input) => capturePayment(await context(), input),
      refund: async (input) => refundPayment(await context(), input),
      undo: async (input) => undoPayment(await context(), input),
      resolve: async (id) => {
        const { db, clock: now } = await context();
        const payment = await getPayment(db, id);
        const resolved = await flagPayment(db, { payment, flag: { attention: null }, now: now() });
        await hastenLook(db, id, now());
        return resolved;
      },
      operations: async (id) => listOperations((await context()).db, id),
      grant: async (id, scope = "view") => {
        const { payments: ctx, tokens } = await open();
        return {
          token: await tokens.issue({ payment: id, scope }),
          payment: await showPayment(ctx, { id, device: "desktop" }),
        };
      },
    },
    accounts: {
      begin: async (input) => {
        const { payments: ctx, trustedProxies } = await open();
        const shopper = readShopper(input.request.headers, { trustedProxies });
        return beginLink(ctx, { ...input, shopper });
      },
      get: async ({ customer }) => {
        const ctx = await context();
        return (await findCurrentLink(ctx.db, ownerOf(ctx, customer)))?.link ?? null;
      },
      unlink: async (input) => unlinkAccount(await context(), input),
    },
    cashback: {
      give: async (input) => giveCashback(await context(), input),
      reverse: async (input) => reverseCashback(await context(), input),
      get: async (id) => showCashback(await getCashback((await context()).db, id)),
      list: async ({ limit = 100, ...filter } = {}) => {
        const { db, providers, clock: now } = await context();
        const [where] = providers;
        const found = await listCashbacks(db, { ...filter, where, now: now(), limit });
        return found.map(showCashback);
      },
      resolve: async (input) => resolveCashback(await context(), input),
    },
    reconcileFile: async (bytes) => reconcileFile(await context(), bytes),
    reconcile: async () => reconcile(await context()),
    worker: async ({ intervalMs = 1000 } = {}) => {
      await open().catch((error: unknown) => {
        const mustBeMended =
          error instanceof KaikeiError && (error.code === "configuration" || error.code === "store_locked");
        if (mustBeMended) throw error;
        logger.error(
          { error: describeError(error) },
          "the payment record cannot be opened yet; trying again",
        );
      });
      const looks = startWorker({ pass: async () => lookAtDue(await context()), intervalMs, logger });
      const hooks = startWorker({
        pass: async () => deliver(await context()),
        intervalMs,
        logger,
        atOnce: 4,
      });
      const worker = { stop: async () => void (await Promise.all([looks.stop(), hooks.stop()])) };
      workers.add(worker);
      return worker;
    },
    close: async () => {
      closed = true;
      // What could not be opened holds nothing.
      const kit = await opened?.catch(() => null);
      await Promise.all([kit?.streams.close(), ...[...workers].map((worker) => worker.stop())]);
      if (typeof options.database !== "function") await kit?.handle.close();
    },
  };
}
