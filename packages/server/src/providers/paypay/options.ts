import { z } from "zod";
import { readVariable, type VariableName } from "../../environment.ts";
import { KaikeiError } from "../../errors.ts";
import type { ProviderCall } from "../../provider.ts";
import type { EndpointName } from "./endpoints.ts";
import { isLoopback } from "./loopback.ts";
import type { Transport } from "./transport.ts";

/**
 * Where PayPay answers (PayPay OpenAPI 2026-05; `perf` from the official Node SDK 2.2.0). They are fixed: nothing but the
 * environment chooses the host.
 */
const origins = {
  sandbox: "https://apigw.sandbox.paypay.ne.jp",
  staging: "https://apigw.stg.paypay.ne.jp",
  perf: "https://perf-apigw.paypay.ne.jp",
  production: "https://apigw.paypay.ne.jp",
} as const;

/** The merchant that every emulator knows. Public, and good for nothing else. */
export const trialMerchant = {
  merchantId: "100000000000000001",
  apiKey: "a_kaikei_emulator",
  apiSecret: "a2Fpa2VpLWVtdWxhdG9yLXRyaWFsLXNlY3JldC0wMDE=",
} as const;

/** Each with the credentials that PayPay gave for it. */
const payPayEnvironments = ["emulator", "sandbox", "staging", "perf", "production"] as const;

/**
 * `emulator` is Kaikei's stand-in on this machine; `sandbox` is PayPay's own and moves no money either. `staging` and
 * `perf` are for partners whom PayPay has invited.
 */
export type PayPayEnvironment = (typeof payPayEnvironments)[number];

/** A key and its secret, as PayPay's panel shows them. */
export interface KeyPair {
  apiKey: string;
  apiSecret: string;
}

/** What a PayPay client needs. */
export interface PayPayClientOptions {
  environment: PayPayEnvironment;
  /** As PayPay's panel shows it; starts with `a_`. Several, while they are rotated, are separated by commas. */
  apiKey?: string | undefined;
  /** As PayPay's panel shows it, not decoded. As many as there are keys, in the same order. */
  apiSecret?: string | undefined;
  /**
   * Key pairs, instead of `apiKey` and `apiSecret`. The first that PayPay accepts is used; when it is refused, the
   * others are tried in the same call.
   */
  keys?: readonly KeyPair[] | undefined;
  /** Who is paid; sent with each call as `X-ASSUME-MERCHANT`. */
  merchantId: string;
  /**
   * Where the emulator listens; only addresses of this machine. Default `http://127.0.0.1:4010`; unused
   * elsewhere.
   */
  emulatorUrl?: string | undefined;
  /** Carries the calls; by default undici, on connections of its own. */
  transport?: Transport | undefined;
  /** The time that requests are signed with; by default the system's. */
  clock?: (() => Date) | undefined;
  /** By default a random UUID per call. */
  nonce?: (() => string) | undefined;
  /**
   * Milliseconds for one call, instead of PayPay's recommendation (30 s for writes, 15 s for reads and
   * deletes).
   */
  timeouts?: Partial<Record<EndpointName, number>> | undefined;
  /**
   * Told of each call when it has ended, with nothing in it that may not be logged. What it throws becomes a warning of
   * the process.
   */
  onCall?: ((call: ProviderCall) => void) | undefined;
}

/** Options of `paypay()`: what is left out is read from the environment variable of that name. */
export type PayPayOptions = Partial<PayPayClientOptions>;

const variables: Readonly<Record<string, VariableName>> = {
  environment: "PAYPAY_ENVIRONMENT",
  apiKey: "PAYPAY_API_KEY",
  apiSecret: "PAYPAY_API_SECRET",
  merchantId: "PAYPAY_MERCHANT_ID",
  emulatorUrl: "PAYPAY_EMULATOR_URL",
};

const namedEnvironments = "emulator, sandbox or production (for partners also staging or perf)";
const unsafe = "holds a space, a line break or another character that an HTTP header cannot carry";
const headerValue = z.string("is missing").min(1, "is missing").max(255, "is too long");
const keyPairSchema = z.object({
  // The Authorization header joins its parts by ":".
  apiKey: headerValue.regex(/^[\x21-\x39\x3b-\x7e]*$/, unsafe),
  apiSecret: headerValue.regex(/^[\x21-\x7e]*$/, unsafe).min(16, "is too short to be PayPay's"),
});
const settingsSchema = z.object({
  environment: z.enum(payPayEnvironments, {
    error: ({ input }) => `${input === undefined ? "is missing:" : "must be"} ${namedEnvironments}`,
  }),
  keys: z.tuple([keyPairSchema], keyPairSchema, "must hold a pair at least"),
  merchantId: headerValue.regex(/^[\x21-\x7e]*$/, unsafe),
  emulatorUrl: z
    .string()
    .refine(isEmulatorUrl, "must be an address of this machine, such as http://127.0.0.1:4010")
    .default("http://127.0.0.1:4010"),
  timeouts: z.record(z.string(), z.int("must be milliseconds").min(1)).optional(),
});

/**
 * Fills what is not given from the environment variables; with the emulator, also from its trial merchant.
 *
 * @throws KaikeiError `configuration`, naming the variable: a required one is missing or unusable.
 */
export function resolveOptions(options: PayPayOptions): PayPayClientOptions & Settings {
  const environment = options.environment ?? readVariable("PAYPAY_ENVIRONMENT");
  const trial = environment === "emulator" ? trialMerchant : undefined;
  const settings = checkSettings({
    environment,
    keys: options.keys,
    apiKey: options.apiKey ?? readVariable("PAYPAY_API_KEY") ?? trial?.apiKey,
    apiSecret: options.apiSecret ?? readVariable("PAYPAY_API_SECRET") ?? trial?.apiSecret,
    merchantId: options.merchantId ?? readVariable("PAYPAY_MERCHANT_ID") ?? trial?.merchantId,
    emulatorUrl:
      environment === "emulator" ? (options.emulatorUrl ?? readVariable("PAYPAY_EMULATOR_URL")) : undefined,
    timeouts: options.timeouts,
  });
  return { ...options, ...settings };
}

/** What is left of the options when they have been checked. */
export interface Settings {
  environment: PayPayEnvironment;
  keys: readonly [KeyPair, ...KeyPair[]];
  merchantId: string;
  emulatorUrl: string;
  /** Where the calls go. */
  origin: string;
}

/**
 * Checks the options of a client.
 *
 * @throws KaikeiError `configuration`, naming the option and its variable. The message holds no value.
 */
export function checkSettings(options: UncheckedOptions): Settings {
  const checked = settingsSchema.safeParse({ ...options, keys: options.keys ?? pairsOf(options) });
  if (!checked.success) throw configurationError(checked.error);
  const { timeouts: _timeouts, ...settings } = checked.data;
  if (settings.environment === "emulator")
    return { ...settings, origin: new URL(settings.emulatorUrl).origin };
  const given = [
    settings.merchantId,
    ...settings.keys.flatMap(({ apiKey, apiSecret }) => [apiKey, apiSecret]),
  ];
  for (const [name, value] of Object.entries(trialMerchant)) {
    if (given.includes(value)) {
      throw new KaikeiError(
        "configuration",
        `${labelOf(name)} is the emulator's trial value, and PAYPAY_ENVIRONMENT is ${settings.environment}. Use your own from PayPay's panel.`,
      );
    }
  }
  return { ...settings, origin: origins[settings.environment] };
}

/** What a caller without types may give is checked all the same. */
type UncheckedOptions = { [Name in keyof PayPayClientOptions]?: unknown };

function pairsOf({ apiKey, apiSecret }: UncheckedOptions): unknown[] {
  const [apiKeys, apiSecrets] = [split(apiKey), split(apiSecret)];
  const given = apiKey !== undefined && apiSecret !== undefined;
  if (given && apiKeys.length !== apiSecrets.length) {
    throw new KaikeiError(
      "configuration",
      `PAYPAY_API_KEY holds ${apiKeys.length} and PAYPAY_API_SECRET ${apiSecrets.length}, separated by commas; each key needs its secret, in the same order.`,
    );
  }
  return apiKeys.map((key, at) => ({ apiKey: key, apiSecret: apiSecrets[at] }));
}

function split(value: unknown): unknown[] {
  return typeof value === "string" ? value.split(/ *, */) : [value];
}

function isEmulatorUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const bare = url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  return bare && ["http:", "https:"].includes(url.protocol) && isLoopback(url.hostname);
}

function configurationError(error: z.ZodError): KaikeiError {
  const [issue] = error.issues;
  return new KaikeiError("configuration", `${labelOf(nameOf(issue?.path ?? []))} ${issue?.message}.`);
}

/** The option that is at fault; of a key pair, which half. */
function nameOf(path: readonly PropertyKey[]): string {
  return String(path[0] === "keys" ? (path[2] ?? "keys") : path[0]);
}

function labelOf(option: string): string {
  const variable = variables[option];
  return variable === undefined ? `paypay({ ${option} })` : `${variable} (paypay({ ${option} }))`;
}
