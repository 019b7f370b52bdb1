import type { FileEvent } from "../ledger/event.ts";
import type { EventBody } from "./event-body.ts";

/** What PayPay posts about a new file. What it calls the one of holds is not published. */
export function fileBody({ id, fileKind, path }: FileEvent, now: number): EventBody {
  return {
    notification_type: "file.created",
    notification_id: id,
    fileType: fileKind === "transaction" ? "transaction_recon" : "preauth_transaction_recon",
    path,
    requestedAt: String(now),
  };
}
