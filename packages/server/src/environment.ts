/** Every environment variable that Kaikei reads, and this file is the only one that reads them. */
export type VariableName =
  /** Required: `emulator`, `sandbox` or `production`. */
  | "PAYPAY_ENVIRONMENT"
  /** Several while they are rotated, separated by commas; as many secrets, in the same order. */
  | "PAYPAY_API_KEY"
  | "PAYPAY_API_SECRET"
  | "PAYPAY_MERCHANT_ID"
  /** Where the emulator listens; loopback only. Default `http://127.0.0.1:4010`. */
  | "PAYPAY_EMULATOR_URL"
  /** At least 32 characters; signs the browsers' tokens. Several, separated by commas: the first signs, all verify. */
  | "KAIKEI_SECRET"
  /** At least 32 characters; what a cron job sends to `/reconcile`. */
  | "KAIKEI_CRON_SECRET"
  /** The shop's own address, as shoppers type it: builds return addresses, is the only origin that may call. */
  | "KAIKEI_PUBLIC_URL"
  /** `postgres://…`, or a folder for the embedded database. Default: the folder `.kaikei/database`. */
  | "DATABASE_URL";

/** Reads one variable; an empty one counts as missing. */
export function readVariable(name: VariableName): string | undefined {
  const value = process.env[name]?.trim();
  return value === "" ? undefined : value;
}
