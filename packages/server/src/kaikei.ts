import { dirname } from "node:path";
import type { PaymentGrant } from "./contract/payment-view.ts";
import type { Operation } from "./domain/operation.ts";
import type { Payment } from "./domain/payment.ts";
import { KaikeiError } from "./errors.ts";
import { createStderrLogger, describeError, type Logger } from "./logger.ts";
import { cancelPayment } from "./payments/cancel.ts";
import { claimTimes, type OnPaid, type PaymentContext, type ResolveOrder } from "./payments/context.ts";
import { newId } from "./payments/payment-id.ts";
import { createPaymentTokens, type GrantScope, type PaymentTokens } from "./payments/payment-token.ts";
import { type ReconcileSummary, reconcile } from "./payments/reconcile.ts";
import { refresh } from "./payments/refresh.ts";
import { type RefundInput, refundPayment } from "./payments/refund.ts";
import { readShopper } from "./payments/shopper.ts";
import { showPayment } from "./payments/show.ts";
import { startPayment } from "./payments/start.ts";
import { startWorker, type Worker } from "./payments/worker.ts";
import type { PaymentProvider } from "./provider.ts";
import { trialSecret } from "./secret.ts";
import {
  defaultFolder,
  isPostgresUrl,
  readSettings,
  type SettingsInput,
  type TrialHabit,
} from "./settings.ts";
import type { DatabaseHandle } from "./store/database.ts";
import { getPayment, listPayments } from "./store/find-payments.ts";
import { hastenLook } from "./store/hasten-look.ts";
import { claimForCall } from "./store/look-claims.ts";
import { migrate } from "./store/migrate.ts";
import { listOperations } from "./store/operation-store.ts";
import { flagPayment } from "./store/payment-store.ts";
import { openPglite } from "./store/pglite.ts";
import { openPostgres } from "./store/postgres.ts";

/** Made by a provider's function, such as `paypay()`; called when Kaikei is opened. */
export type ProviderFactory = () => PaymentProvider;

export interface KaikeiOptions {
  /** The first one starts payments; the others go on watching theirs. */
  providers: readonly [ProviderFactory, ...ProviderFactory[]];
  resolveOrder: ResolveOrder;
  onPaid: OnPaid;
  /** `postgres://…`, a folder, or a function that opens a database which the shop shares. Default: `DATABASE_URL`, else the folder `.kaikei/database`. */
  database?: string | (() => DatabaseHandle | Promise<DatabaseHandle>);
  /** At least 32 characters; of several the first signs and all verify. Default: `KAIKEI_SECRET`, separated by commas. */
  secret?: string | readonly string[];
  /** At least 32 characters: what a cron job sends to `/reconcile`. Default `KAIKEI_CRON_SECRET`; without one the route is off. */
  cronSecret?: string;
  /** The shop's own address. Default: `KAIKEI_PUBLIC_URL`. */
  publicUrl?: string;
  /** Where the route file lives. Default `/api/kaikei`. */
  basePath?: string;
  /** Milliseconds between two looks at a payment that can be paid. Default 4500. */
  pollIntervalMs?: number;
  /** Milliseconds that onPaid may take before it counts as failed and is called again later. Default 60 seconds. */
  hookTimeoutMs?: number;
  /** Milliseconds that a payment which ended unpaid is still watched for late money. Default 24 hours. */
  lateGraceMs?: number;
  /** Asked before a new payment is started; `false` stops new ones while those under way go on being watched. */
  acceptPayments?: () => boolean | Promise<boolean>;
  /** What becomes of a second payment of a paid order: it is given back, or only flagged for a person. Default `refund`. */
  duplicates?: "refund" | "flag";
  /** How many proxies before the server append to `X-Forwarded-For`. Default 0: the shopper's address is not known. */
  trustedProxies?: number;
  /** Trial habits that are meant, with real money. */
  allowInProduction?: readonly TrialHabit[];
  /** pino-compatible. Default: warnings and errors as JSON on standard error. */
  logger?: Logger;
  /** Default: the system's clock. */
  clock?: () => Date;
}

/** The opened kit: what the route handlers work with. */
export interface OpenKaikei {
  payments: PaymentContext;
  tokens: PaymentTokens;
  publicUrl: URL;
  basePath: string;
  trustedProxies: number;
  cronSecret: string | null;
}

export interface Kaikei {
  /** Checks the configuration and opens the database now, rather than at first use. */
  open(): Promise<OpenKaikei>;
  payments: {
    /** Starts, or goes on with, the payment of an order. For the shop's own server; browsers use the route. */
    start(input: { order: string; request?: Request }): Promise<Payment>;
    get(id: string): Promise<Payment>;
    /** Newest first; 100 at most unless `limit` says otherwise. */
    list(filter?: { order?: string; limit?: number }): Promise<Payment[]>;
    /** Asks the provider now. While somebody else is asking, the record comes back as it is. */
    refresh(id: string): Promise<Payment>;
    /** Withdraws an unpaid payment. */
    cancel(id: string): Promise<Payment>;
    /** Gives money back, all that is left or `amount` of it. */
    refund(input: RefundInput): Promise<Operation>;
    /** The operations on a payment, oldest first. */
    operations(id: string): Promise<Operation[]>;
    /** Ends the doubt about a payment that waited for a person (`attention`), and looks at it again. */
    resolve(id: string): Promise<Payment>;
    /** A token for one payment and what it shows, for a page that the shop renders for whom it knows. */
    grant(id: string, scope?: GrantScope): Promise<PaymentGrant>;
  };
  /** One claimed pass over everything that is due. For a cron job where no worker runs. */
  reconcile(): Promise<ReconcileSummary>;
  /**
   * Watches on a long-running server: a pass every second. From Next: `instrumentation.ts`.
   * @throws KaikeiError `configuration`, `store_locked`; a database that is merely away is waited for.
   */
  worker(options?: { intervalMs?: number }): Promise<Worker>;
  /** Stops its workers, and closes the database if Kaikei opened it. */
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
  let opened: Promise<OpenKaikei & { handle: DatabaseHandle }> | null = null;

  let closed = false;
  const workers = new Set<Worker>();

  const open = async () => {
    if (closed) throw new KaikeiError("configuration", "Kaikei was closed; create another one.");
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
      start: async ({ order, request = null }) => {
        const { payments: ctx, trustedProxies } = await open();
        const shopper = request === null ? nobody : readShopper(request.headers, { trustedProxies });
        return startPayment(ctx, { order, request, shopper });
      },
      get: async (id) => getPayment((await context()).db, id),
      list: async ({ order, limit = 100 } = {}) => {
        const { db, providers } = await context();
        const [{ environment, merchant }] = providers;
        return listPayments(db, { environment, merchant, limit, ...(order === undefined ? {} : { order }) });
      },
      refresh: async (id) => {
        const ctx = await context();
        const claim = await claimForCall(ctx.db, { id }, claimTimes(ctx));
        return claim === null ? getPayment(ctx.db, id) : refresh(ctx, claim);
      },
      cancel: async (id) => cancelPayment(await context(), id),
      refund: async (input) => refundPayment(await context(), input),
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
      const worker = startWorker({ pass: async () => reconcile(await context()), intervalMs, logger });
      workers.add(worker);
      return worker;
    },
    close: async () => {
      closed = true;
      await Promise.all([...workers].map((worker) => worker.stop()));
      const { handle } = (await opened) ?? {};
      if (typeof options.database !== "function") await handle?.close();
    },
  };
}

const nobody = { device: "desktop", userAgent: null, ipAddress: null } as const;

async function openKaikei(
  options: KaikeiOptions,
  { clock, logger }: { clock: () => Date; logger: Logger },
): Promise<OpenKaikei & { handle: DatabaseHandle }> {
  checkNumbers(options);
  const [first, ...others] = options.providers;
  const providers = [first(), ...others.map((provider) => provider())] as const;
  const ownDatabase = typeof options.database === "function";
  const settings = readSettings(settingsInput(options), {
    environments: providers.map(({ environment }) => environment),
    ownDatabase,
  });
  const handle = await openMigrated(options, settings.database);
  const secrets = settings.secrets ?? ([trialSecret(handle.folder ?? dirname(defaultFolder))] as const);
  const tokens = createPaymentTokens({ secrets, clock });
  return {
    handle,
    tokens,
    publicUrl: settings.publicUrl,
    basePath: readBasePath(options.basePath ?? "/api/kaikei"),
    trustedProxies: options.trustedProxies ?? 0,
    cronSecret: settings.cronSecret,
    payments: {
      db: handle.db,
      providers,
      resolveOrder: options.resolveOrder,
      onPaid: options.onPaid,
      acceptPayments: options.acceptPayments ?? (() => true),
      refundDuplicates: (options.duplicates ?? "refund") === "refund",
      hookTimeoutMs: options.hookTimeoutMs ?? 60_000,
      returnUrl: async (payment, path) => {
        const url = new URL(path, settings.publicUrl);
        if (url.origin !== settings.publicUrl.origin) {
          throw new KaikeiError(
            "order_invalid",
            "resolveOrder: returnPath: leads away from the shop's own origin.",
          );
        }
        url.searchParams.set("kaikei_payment", payment);
        url.searchParams.set("kaikei_token", await tokens.issue({ payment, scope: "view" }));
        return url.href;
      },
      clock,
      newId: (kind) => newId(kind, clock()),
      looks: { intervalMs: options.pollIntervalMs ?? 4500, graceMs: options.lateGraceMs ?? 24 * 3_600_000 },
      logger,
    },
  };
}

function checkNumbers(options: KaikeiOptions): void {
  const { pollIntervalMs = 1, lateGraceMs = 1, hookTimeoutMs = 1, trustedProxies = 0 } = options;
  const positive = { pollIntervalMs, lateGraceMs, hookTimeoutMs, trustedProxies: trustedProxies + 1 };
  for (const [name, value] of Object.entries(positive)) {
    if (Number.isSafeInteger(value) && value > 0) continue;
    throw new KaikeiError("configuration", `createKaikei: ${name}: expected a whole number, not below 0.`);
  }
}

function readBasePath(path: string): string {
  if (/^(\/[\w.~-]+)+$/.test(path)) return path;
  throw new KaikeiError(
    "configuration",
    "createKaikei: basePath: expected a path such as /api/kaikei, without a slash at the end.",
  );
}

function settingsInput({
  database,
  secret,
  cronSecret,
  publicUrl,
  allowInProduction,
}: KaikeiOptions): SettingsInput {
  return {
    ...(typeof database === "string" ? { database } : {}),
    ...(secret === undefined ? {} : { secret }),
    ...(cronSecret === undefined ? {} : { cronSecret }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(allowInProduction === undefined ? {} : { allowInProduction }),
  };
}

async function openMigrated({ database }: KaikeiOptions, named: string): Promise<DatabaseHandle> {
  if (typeof database === "function") {
    const handle = await database();
    await migrate(handle.db);
    return handle;
  }
  const handle = await (isPostgresUrl(named) ? openPostgres({ url: named }) : openPglite({ folder: named }));
  try {
    await migrate(handle.db);
  } catch (error) {
    await handle.close();
    throw error;
  }
  return handle;
}
