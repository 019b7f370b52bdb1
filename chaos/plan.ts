import type { Random } from "./random.ts";

/** How often each habit appears in a deck. A deck has no more than 200 cards, so that 200 checkouts show them all. */
const habits = {
  /** Pays and waits until the page says so. */
  pays: 24,
  /** Pays on the phone and never comes back to the page. */
  pays_and_leaves: 10,
  walks_away: 6,
  /** Pays within two seconds around the end of the code's life. */
  pays_late: 6,
  cancels: 5,
  /** Presses cancel while the wallet is paying. */
  cancels_and_pays: 5,
  pays_after_cancel: 3,
  /** The basket grows after the code was made; both codes are tried. */
  price_rises: 8,
  /** Every code that was ever made for the order is paid. */
  pays_all_codes: 7,
  /** Somebody cancels the unpaid code in PayPay's panel, and then it is paid. */
  panel_cancels: 3,

  /** The shop gives a part back, with the same key twice. */
  refunded_in_part: 4,
  /** Three members of staff give 30 % back at the same time, each with the same key twice. */
  refunded_in_parts: 4,
  /** Two members of staff give 60 % back at the same time. */
  refunded_twice: 4,
  /** Staff take the payment back in full, by whatever way PayPay offers. */
  undone: 5,
  /** One of the staff takes it back while another refunds a part. */
  undone_and_refunded: 4,

  /** All that is held is taken, with the same key twice at once and again later. */
  captured: 5,
  captured_less: 4,
  /** Two members of staff take different amounts at the same time. */
  captured_twice: 4,
  /** More than is held; she allows it. */
  captured_more: 5,
  /** More than is held; she never allows it. */
  captured_more_in_vain: 4,
  /** More than is held; it is let go, while she allows it. */
  captured_more_and_reverted: 4,
  /** As the hold ends. */
  captured_late: 4,
  /** One of the staff takes the money while another lets it go. */
  captured_and_reverted: 5,
  /** Two members of staff let it go at the same time. */
  reverted: 4,
  /** Staff take less, and give some of that back, in parallel. */
  captured_and_refunded: 4,
  /** Nobody takes it, and the hold ends. */
  held_for_nothing: 4,

  /** Points for an order, asked for with the same key twice at once and again later. */
  points: 5,
  /** Points, and parts of them are taken back at the same time. */
  points_taken_back: 5,
} as const satisfies Record<string, number>;
export type Habit = keyof typeof habits;

const habitNames = Object.keys(habits).filter((name): name is Habit => name in habits);
const deck = habitNames.flatMap((name) => Array.from({ length: habits[name] }, () => name));

/** What one shopper is going to do. Durations in milliseconds of the fast clock. */
export interface Plan {
  order: string;
  amount: number;
  habit: Habit;
  /** Whether the money is held first. */
  capture: "automatic" | "manual";
  holdForMs: number | null;
  /** The number of the customer of the shop, whose account is linked. */
  customer: number;
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

/** Customers of the shop with a linked account. */
export const customers = 24;

const minute = 60_000;

/** The plan of the shopper with this number: it depends on the seed and the number alone. */
export function planCheckout(random: Random, number: number): Plan {
  const own = random.fork(number);
  const amount = own.between(100, 9000);
  const habit = habitOf(random, number);
  const capture = isAboutHolds(habit) || own.chance(0.1) ? "manual" : "automatic";
  return {
    order: `${own.chance(0.5) ? "once" : "plain"}-${number}`,
    amount,
    habit,
    capture,
    holdForMs: capture === "manual" ? holdFor(own, habit) : null,
    customer: own.between(0, customers - 1),
    starts: own.weighted({ 1: 70, 2: 20, 3: 10 }) === "1" ? 1 : own.between(2, 3),
    paysTheRest: own.chance(0.3),
    thinks: own.between(0, 15_000),
    patience: own.between(20_000, 60_000),
    difference: own.between(1, Math.floor(amount / 2)),
    lateness: own.between(-2000, 2000),
  };
}

/** One deck after the other, each shuffled in its own way. */
function habitOf(random: Random, number: number): Habit {
  const own = random.fork(`deck-${Math.floor(number / deck.length)}`);
  const shuffled = deck
    .map((habit) => ({ habit, place: own.next() }))
    .sort((one, other) => one.place - other.place);
  return shuffled[number % deck.length]?.habit ?? "pays";
}

function isAboutHolds(habit: Habit): boolean {
  return /^(captured|reverted|held)/.test(habit);
}

/** Some holds end while shoppers are there, the others when all have gone. */
function holdFor(own: Random, habit: Habit): number {
  const isShort = habit === "captured_late" || habit === "held_for_nothing";
  return isShort ? own.between(2 * minute, 5 * minute) : own.between(20 * minute, 8 * 60 * minute);
}
