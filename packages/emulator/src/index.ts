export type { RecordedCall } from "./control/calls.ts";
export type { Control, CustomerChange, MerchantChange } from "./control/control.ts";
export { ControlError } from "./control/control-error.ts";
export type { FileAnnouncement } from "./control/daily-files.ts";
export type { FaultInput } from "./control/faults.ts";
export type { CodeReference } from "./control/find-code.ts";
export type { AuthorizationSnapshot, LinkChoice, LinkReference } from "./control/links.ts";
export type { RequestAnswer } from "./control/payment-requests.ts";
export type { LedgerSnapshot } from "./control/snapshot.ts";
export type { FileChoice } from "./daily-file/daily-file.ts";
export { createEmulator, type Emulator } from "./emulator.ts";
export {
  type CustomerOptions,
  type EmulatorOptions,
  type Habits,
  type Merchant,
  trialMerchant,
} from "./options.ts";
export type { Schedule } from "./schedule.ts";
export type { Scope } from "./scopes.ts";
export { type RunningEmulator, type ServerOptions, startEmulator } from "./server.ts";
export type { Notification } from "./webhooks/notifier.ts";
export type { WebhookFaultInput } from "./webhooks/webhook-faults.ts";
