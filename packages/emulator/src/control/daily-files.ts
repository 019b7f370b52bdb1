import { randomUUID } from "node:crypto";
import { type DailyFile, dailyFile, type FileChoice } from "../daily-file/daily-file.ts";
import type { FileShelf } from "../daily-file/file-shelf.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { settle } from "../ledger/settle.ts";

export interface FileAnnouncement extends FileChoice {
  /** The host of the address in the event, to see who is believed; a whole origin if it has a scheme. Default: the emulator. */
  readonly host?: string | undefined;
}

/** What a test can do with PayPay's daily files. Without `merchantId`, they are the first merchant's. */
export interface FileControl {
  /** The bytes of a day's file: CSV in Shift_JIS. */
  dailyFile(choice: FileChoice): Uint8Array<ArrayBuffer>;
  /** Lays the file out for two hours and tells `file.created` with its address. */
  announceFile(announcement: FileAnnouncement): { readonly name: string; readonly path: string };
}

export interface FileControlParts {
  readonly ledger: Ledger;
  readonly shelf: FileShelf;
  readonly merchantNamed: (merchantId: string | undefined) => string;
  /** Where the emulator is reached. */
  readonly origin: () => string;
}

export function createFileControl({ ledger, shelf, merchantNamed, origin }: FileControlParts): FileControl {
  const make = ({ day, kind, merchantId }: FileChoice): DailyFile => {
    settle(ledger);
    return dailyFile(ledger, { day, kind, merchantId: merchantNamed(merchantId) });
  };
  return {
    dailyFile: (choice) => make(choice).bytes,
    announceFile: ({ host, ...choice }) => {
      const file = make(choice);
      const base = host === undefined ? origin() : host.includes("://") ? host : `https://${host}`;
      const path = base.replace(/\/+$/, "") + shelf.put(file);
      ledger.tell({ kind: "file_created", id: randomUUID(), fileKind: choice.kind, path });
      return { name: file.name, path };
    },
  };
}
