/** What became of money on its way between a merchant's funds and a wallet. */
export type CashbackProblem =
  | "NOT_ENOUGH_MONEY"
  | "CASHBACK_FOR_CANCELED_USER"
  | "CASHBACK_ABOVE_BALANCE_LIMIT"
  | "CASHBACK_WAS_NOT_GIVEN";

interface Transfer {
  readonly merchantId: string;
  readonly amount: number;
  readonly metadata: unknown;
  readonly requestedAt: number;
  readonly acceptedAt: number;
  /** When it is decided. */
  readonly dueAt: number;
  status: "ACCEPTED" | "SUCCESS" | "FAILURE";
  problem: CashbackProblem | null;
}

/** Money that a merchant gives a linked customer. Amounts are whole yen, times epoch seconds. */
export interface Cashback extends Transfer {
  readonly merchantName: string;
  readonly merchantCashbackId: string;
  readonly cashbackId: string;
  readonly customerId: string;
  readonly userAuthorizationId: string;
  readonly orderDescription: string | null;
  readonly walletType: "PREPAID" | "CASHBACK";
}

/** A cashback, or a part of it, taken back. */
export interface CashbackReversal extends Transfer {
  readonly merchantCashbackReversalId: string;
  readonly cashback: Cashback;
  readonly reason: string | null;
}
