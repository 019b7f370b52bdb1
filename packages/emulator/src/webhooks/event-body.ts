import type { LedgerEvent } from "../ledger/event.ts";
import type { Habits } from "../options.ts";
import { customerBody } from "./customer-body.ts";
import { fileBody } from "./file-body.ts";
import { transactionBody } from "./transaction-body.ts";

/** The JSON of an event. What kind it is stands in `notification_type`; only Transaction events have a `state`. */
export type EventBody = Readonly<Record<string, string | number | null>>;

/** `now` is epoch seconds. */
export function eventBody(event: LedgerEvent, { habits, now }: { habits: Habits; now: number }): EventBody {
  switch (event.kind) {
    case "link_succeeded":
    case "link_failed":
    case "link_revoked":
    case "link_canceled":
    case "link_extended":
      return customerBody(event, now);
    case "file_created":
      return fileBody(event, now);
    default:
      return transactionBody(event, habits);
  }
}
