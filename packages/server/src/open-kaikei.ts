import { dirname } from "node:path";
import { createAuthorizationCipher } from "./accounts/authorization-cipher.ts";
import { createResealing } from "./accounts/reseal.ts";
import { KaikeiError } from "./errors.ts";
import { createFeed } from "./events/feed.ts";
import { createStreams, type Streams, usualLimits } from "./events/streams.ts";
import type { KaikeiOptions } from "./kaikei-options.ts";
import type { Logger } from "./logger.ts";
import { openTelemetry } from "./open-telemetry.ts";
import type { PaymentContext } from "./payments/context.ts";
import { hooksByKind, kindsHeard } from "./payments/hooks.ts";
import { pausingProvider } from "./payments/pausing-provider.ts";
import { newId } from "./payments/payment-id.ts";
import { createPaymentTokens, type PaymentTokens } from "./payments/payment-token.ts";
import { createSharedTurns } from "./payments/shared-turns.ts";
import { createAddressList, readSourceAddress } from "./payments/source-address.ts";
import type { PaymentProvider } from "./provider.ts";
import { createFileReceiver } from "./reconcile-file/receive-file.ts";
import { trialSecret } from "./secret.ts";
import { defaultFolder, isPostgresUrl, readSettings, type SettingsInput } from "./settings.ts";
import type { DatabaseHandle } from "./store/database.ts";
import { migrate } from "./store/migrate.ts";
import { openPglite } from "./store/pglite.ts";
import { openPostgres } from "./store/postgres.ts";
import { createLogTelemetry, joinTelemetry, type Telemetry } from "./telemetry.ts";

/** The opened kit: what the route handlers work with. */
export interface OpenKaikei {
  payments: PaymentContext;
  tokens: PaymentTokens;
  publicUrl: URL;
  basePath: string;
  trustedProxies: number;
  /** Whether a notification with these headers comes from where it may. */
  mayNotify(headers: Headers): boolean;
  cronSecret: string | null;
  streams: Streams;
}

/** Checks the options and variables together, opens the database, and wires the use cases. */
export async function openKaikei(
  options: KaikeiOptions,
  { clock, logger }: { clock: () => Date; logger: Logger },
): Promise<OpenKaikei & { handle: DatabaseHandle }> {
  checkNumbers(options);
  const [first, ...others] = options.providers;
  const telemetry = await watchWith(logger);
  const wiring = { onCall: telemetry.call };
  const configured = [first(wiring), ...others.map((provider) => provider(wiring))] as const;
  const mayNotify = readNotificationSources(options);
  const ownDatabase = typeof options.database === "function";
  const settings = readSettings(settingsInput(options), {
    environments: configured.map(({ environment }) => environment),
    ownDatabase,
  });
  const handle = await openMigrated(options, settings.database);
  const pausing = (provider: PaymentProvider) => pausingProvider(provider, { db: handle.db, clock, logger });
  const [main, ...older] = configured;
  const secrets = settings.secrets ?? ([trialSecret(handle.folder ?? dirname(defaultFolder))] as const);
  const tokens = createPaymentTokens({ secrets, clock });
  const hooks = hooksByKind(options);
  const basePath = readBasePath(options.basePath ?? "/api/kaikei");
  const payments: PaymentContext = {
    db: handle.db,
    providers: [pausing(main), ...older.map(pausing)],
    resolveOrder: options.resolveOrder,
    identifyCustomer: options.identifyCustomer ?? null,
    accounts: {
      cipher: createAuthorizationCipher(secrets),
      scopes: options.accounts?.scopes ?? ["direct_debit"],
      reseal: createResealing(),
      callbackUrl: new URL(`${basePath}/account/callback`, settings.publicUrl),
    },
    hooks,
    acceptPayments: options.acceptPayments ?? (() => true),
    recording: {
      refundDuplicates: (options.duplicates ?? "refund") === "refund",
      tells: kindsHeard(hooks),
    },
    hookTimeoutMs: options.hookTimeoutMs ?? 60_000,
    hearOfFile: (provider, announced) => hearOfFile(provider, announced),
    shareInbox: createSharedTurns(),
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
    telemetry,
  };
  const { reconciliationFile } = options;
  const hearOfFile =
    reconciliationFile === undefined ? () => null : createFileReceiver(payments, reconciliationFile);
  return {
    handle,
    tokens,
    publicUrl: settings.publicUrl,
    basePath,
    trustedProxies: options.trustedProxies ?? 0,
    mayNotify,
    cronSecret: settings.cronSecret,
    payments,
    streams: createStreams(createFeed(payments, handle.listen), usualLimits),
  };
}

async function watchWith(logger: Logger): Promise<Telemetry> {
  const log = createLogTelemetry(logger);
  const openTelemetryOfApp = await openTelemetry(logger);
  return openTelemetryOfApp === null ? log : joinTelemetry(log, openTelemetryOfApp);
}

function checkNumbers(options: KaikeiOptions): void {
  const { pollIntervalMs = 1, lateGraceMs = 1, hookTimeoutMs = 1, trustedProxies = 0 } = options;
  const positive = { pollIntervalMs, lateGraceMs, hookTimeoutMs, trustedProxies: trustedProxies + 1 };
  for (const [name, value] of Object.entries(positive)) {
    if (Number.isSafeInteger(value) && value > 0) continue;
    throw new KaikeiError("configuration", `createKaikei: ${name}: expected a whole number, not below 0.`);
  }
}

function readNotificationSources({
  notifications,
  trustedProxies = 0,
}: KaikeiOptions): OpenKaikei["mayNotify"] {
  if (notifications === undefined) return () => true;
  if (trustedProxies === 0) {
    throw new KaikeiError(
      "configuration",
      "createKaikei: notifications.allowFrom needs trustedProxies: without it the address of a request is not known.",
    );
  }
  const isAllowed = createAddressList(notifications.allowFrom);
  return (headers) => isAllowed(readSourceAddress(headers, { trustedProxies }));
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
