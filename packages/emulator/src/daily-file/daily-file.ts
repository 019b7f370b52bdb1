import { z } from "zod";
import type { Ledger } from "../ledger/ledger.ts";
import { csv } from "./csv.ts";
import { japaneseDay, nameTime } from "./japanese-day.ts";
import { preauthRows } from "./preauth-rows.ts";
import { encodeShiftJis } from "./shift-jis.ts";
import { transactionRows } from "./transaction-rows.ts";

/** Which of a merchant's files is meant. A day is one in Japan, as `2026-11-21`. */
export const fileChoiceSchema = z.strictObject({
  day: z.iso.date(),
  kind: z.enum(["transaction", "preauth"]),
  merchantId: z.string().optional(),
});

export type FileChoice = z.infer<typeof fileChoiceSchema>;

export interface DailyFile {
  readonly name: string;
  /** CSV in Shift_JIS, lines ended by LF. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The reconciliation file of a merchant's day as the ledger knows it now. */
export function dailyFile(
  ledger: Ledger,
  { day: date, kind, merchantId }: FileChoice & { readonly merchantId: string },
): DailyFile {
  const day = japaneseDay(date);
  const payments = [...ledger.payments.values()].filter((payment) => payment.merchantId === merchantId);
  const period = `${merchantId}_${nameTime(day.start)}_${nameTime(day.end - 1)}`;
  return kind === "transaction"
    ? {
        name: `transaction_${period}_v2.csv`,
        bytes: encodeShiftJis(csv(transactionRows(ledger, payments, day))),
      }
    : {
        name: `preauth_transaction_${period}.csv`,
        bytes: encodeShiftJis(csv(preauthRows(ledger, payments, day))),
      };
}
