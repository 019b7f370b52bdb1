import type { PaymentStatus } from "../ledger/payment.ts";
import { en } from "./words-en.ts";
import { ja } from "./words-ja.ts";

export const languages = ["ja", "en"] as const;
export type Language = (typeof languages)[number];

/** Everything that the wallet says. Amounts and times come in as they are shown. */
export interface Words {
  readonly wallet: string;
  readonly toWallet: string;
  readonly notRealMoney: string;
  readonly chooseLanguage: string;
  readonly whoPays: string;
  readonly balance: string;
  readonly topUp: string;
  readonly topUpBy: (amount: string) => string;
  readonly topUpAmount: string;
  readonly toPay: string;
  readonly nothingToPay: string;
  readonly toApprove: string;
  readonly scan: string;
  readonly codeAddress: string;
  readonly codeAddressHint: string;
  readonly openCode: string;
  readonly unknownCode: string;
  readonly history: string;
  readonly noHistory: string;
  readonly payableUntil: (time: string) => string;
  readonly payTo: (merchant: string) => string;
  readonly items: string;
  readonly payFrom: string;
  readonly afterPaying: string;
  readonly changePayer: string;
  readonly holdNote: string;
  readonly pay: (amount: string) => string;
  readonly decline: string;
  readonly declined: string;
  readonly declinedNote: string;
  readonly walkAway: string;
  readonly backToShop: string;
  readonly short: string;
  readonly shortBy: (amount: string) => string;
  readonly closedWallet: string;
  readonly paid: string;
  readonly held: string;
  readonly undone: string;
  readonly undoneNote: string;
  readonly paidBy: string;
  readonly paidAt: string;
  readonly paymentNumber: string;
  readonly expired: string;
  readonly expiredNote: string;
  readonly withdrawn: string;
  readonly withdrawnNote: string;
  readonly notFound: string;
  readonly notFoundNote: string;
  readonly approveTitle: string;
  readonly approveNote: (held: string, asked: string) => string;
  readonly approve: (amount: string) => string;
  readonly approved: string;
  readonly nothingToApprove: string;
  readonly statuses: Readonly<Record<PaymentStatus, string>>;
}

export function wordsIn(language: Language): Words {
  return language === "ja" ? ja : en;
}
