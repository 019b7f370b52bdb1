import { KaikeiError } from "../../errors.ts";
import type { FileContents, FileMovement } from "../../provider.ts";
import { parseCsv } from "./csv.ts";

/**
 * How the columns that we read are called: in the file of payments that are taken at once (Japanese; with it the panel's
 * own download, whose payment numbers have other names), and in the file of holds (English). Spaces, case and
 * full-width letters do not matter. What is not named here is not read.
 */
const spellings = {
  providerPaymentId: ["決済番号", "取引番号", "orderId"],
  paymentId: ["マーチャント決済ID", "加盟店決済ID", "merchantPaymentId"],
  status: ["取引ステータス", "transactionStatus"],
  at: ["取引日時", "acceptedAt"],
  amount: ["取引金額", "amount"],
} as const;
type Column = keyof typeof spellings;

/** What PayPay's words mean. A word that is not here says nothing: its line is counted and not compared. */
const kinds: Readonly<Record<string, FileMovement["kind"]>> = {
  取引完了: "paid",
  取引失敗: "failed",
  返金完了: "refunded",
  // PayPay goes on until the money is back.
  返金失敗: "other",
  AUTHORIZED: "held",
  COMPLETED: "paid",
  CANCELED: "released",
  EXPIRED: "released",
  FAILED: "failed",
  REFUNDED: "refunded",
};

const largestFile = { bytes: 32 * 1024 * 1024, lines: 200_000 };

/**
 * Reads PayPay's daily file: Shift_JIS, its columns found by their names, in any order. Of a refund the one file has a
 * negative amount and the other a positive one.
 *
 * @throws KaikeiError `file_unreadable`, at once or while its movements are read: not Shift_JIS, a column is missing, a
 * line cannot be read, or the file is too large. The message names the line and never what it holds.
 */
export function readDailyFile(bytes: Uint8Array): FileContents {
  if (bytes.byteLength > largestFile.bytes) throw unreadable("it is larger than 32 MiB");
  const rows = parseCsv(decode(bytes));
  const header = rows.next();
  if (header.done || header.value === null) throw unreadable("it holds no line that names its columns");
  const columns = findColumns(header.value);
  const isOfHolds = normalise(header.value[columns.status] ?? "") === normalise(spellings.status[1]);
  return { captureMode: isOfHolds ? "manual" : "automatic", movements: movements(rows, columns) };
}

type Columns = Record<"status" | "amount", number> &
  Record<Exclude<Column, "status" | "amount">, number | null>;

function* movements(rows: Generator<string[] | null>, columns: Columns): Generator<FileMovement> {
  let line = 1;
  for (const row of rows) {
    line += 1;
    if (row === null) throw unreadable(`a quoted field that begins after line ${line - 1} has no end`);
    if (line > largestFile.lines) throw unreadable(`it has more than ${largestFile.lines} lines`);
    yield movementOf(row, columns, line);
  }
}

function movementOf(row: string[], columns: Columns, line: number): FileMovement {
  const cell = (column: number | null) => (column === null ? "" : (row[column]?.trim() ?? ""));
  const amount = /^-?\d{1,11}$/.test(cell(columns.amount)) ? Number(cell(columns.amount)) : null;
  const providerPaymentId = idOf(cell(columns.providerPaymentId));
  const paymentId = idOf(cell(columns.paymentId));
  if (amount === null) throw unreadable(`line ${line} has no whole number as its amount`);
  if (providerPaymentId === null && paymentId === null) throw unreadable(`line ${line} names no payment`);
  const kind = kinds[cell(columns.status)] ?? "other";
  return {
    paymentId,
    providerPaymentId,
    kind: kind === "paid" && amount < 0 ? "refunded" : kind,
    amount: Math.abs(amount),
    at: instantOf(cell(columns.at)),
  };
}

function idOf(cell: string): string | null {
  return /^[\w-]{1,64}$/.test(cell) ? cell : null;
}

/** Japan's wall clock, as `2026/11/21 09:05:00`; or epoch seconds. Null: another form, which nothing depends on. */
function instantOf(cell: string): Date | null {
  if (/^\d{10}$/.test(cell)) return new Date(Number(cell) * 1000);
  const [matched, year, month, day, time] =
    /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})[ T](\d{2}:\d{2}(?::\d{2})?)$/.exec(cell) ?? [];
  if (matched === undefined) return null;
  const at = new Date(`${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}T${time}+09:00`);
  return Number.isNaN(at.getTime()) ? null : at;
}

function findColumns(header: readonly string[]): Columns {
  const names = header.map(normalise);
  const find = (column: Column): number | null => {
    const wanted = spellings[column].map(normalise);
    const at = names.findIndex((name) => wanted.includes(name));
    return at < 0 ? null : at;
  };
  const needed = (column: "status" | "amount") => find(column) ?? missing(column);
  const found = { providerPaymentId: find("providerPaymentId"), paymentId: find("paymentId") };
  if (found.providerPaymentId === null && found.paymentId === null) missing("providerPaymentId");
  return { ...found, status: needed("status"), amount: needed("amount"), at: find("at") };
}

function missing(column: Column): never {
  throw unreadable(`it has no column ${spellings[column].join(" or ")}`);
}

function normalise(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/[\s\uFEFF]/g, "")
    .toLowerCase();
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("shift_jis", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable("it is not Shift_JIS text", cause);
  }
}

function unreadable(why: string, cause?: unknown): KaikeiError {
  const message = `The file cannot be read: ${why}. Nothing was compared.`;
  return new KaikeiError("file_unreadable", message, { cause });
}
