import type { Random } from "./random.ts";

const habits = {
  /** Pays and waits until the page says so. */
  pays: 30,
  /** Pays on the phone and never comes back to the page. */
  pays_and_leaves: 12,
  walks_away: 8,
  /** Pays within two seconds around the end of the code's life. */
  pays_late: 7,
  cancels: 5,
  /** Presses cancel while the wallet is paying. */
  cancels_and_pays: 5,
  pays_after_cancel: 3,
  /** The basket grows after the code was made; both codes are tried. */
  price_rises: 8,
  /** The shop gives a part back, with the same key twice. */
  refunded_in_part: 7,
  /** Two members of staff give 60 % back at the same time. */
  refunded_twice: 5,
  /** Staff take the payment back in full, by whatever way PayPay offers. */
  undone: 5,
  /** One of the staff takes it back while another refunds a part. */
  undone_and_refunded: 4,
  /** Somebody cancels the unpaid code in PayPay's panel, and then it is paid. */
  panel_cancels: 3,
  /** Every code that was ever made for the order is paid. */
  pays_all_codes: 7,
} as const;
export type Habit = keyof typeof habits;

/** What one shopper is going to do. Durations in milliseconds of the fast clock. */
export interface Plan {
  order: string;
  amount: number;
  habit: Habit;
  /** Starts at the same time: double clicks and tabs. */
  starts: number;
  /** Whether somebody pays, in the end, every other code that was made for the order. */
  paysTheRest: boolean;
  /** How long she takes from seeing the code to paying, or to whatever else she does. */
  thinks: number;
  /** How long she waits for a code, and for the page to say that it is paid. */
  patience: number;
  /** Yen: what the price rises by, or what is given back. */
  difference: number;
  /** Around the end of the code's life. */
  lateness: number;
}

/** The plan of the shopper with this number: it depends on the seed and the number alone. */
export function planCheckout(random: Random, number: number): Plan {
  const own = random.fork(number);
  const amount = own.between(100, 9000);
  return {
    order: `${own.chance(0.5) ? "once" : "plain"}-${number}`,
    amount,
    habit: own.weighted(habits),
    starts: own.weighted({ 1: 70, 2: 20, 3: 10 }) === "1" ? 1 : own.between(2, 3),
    paysTheRest: own.chance(0.3),
    thinks: own.between(0, 15_000),
    patience: own.between(20_000, 60_000),
    difference: own.between(1, Math.floor(amount / 2)),
    lateness: own.between(-2000, 2000),
  };
}
