import { deck, type Habit, isAboutHolds, isOfStaff, needsAccount } from "./habits.ts";
import type { Random } from "./random.ts";

/** What one shopper is going to do. Durations in milliseconds of the fast clock. */
export interface Plan {
  order: string;
  amount: number;
  habit: Habit;
  /** How she pays what staff then work on. */
  pays: "by_code" | "with_one_tap";
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
  /** How long staff wait for what they want to work on. */
  staffPatience: number;
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
  const isHeld = isAboutHolds(habit) || (canBeHeld(habit) && own.chance(0.1));
  const capture = isHeld ? "manual" : "automatic";
  return {
    order: `${own.chance(0.5) ? "once" : "plain"}-${number}`,
    amount,
    habit,
    pays: isOfStaff(habit) && own.chance(0.35) ? "with_one_tap" : "by_code",
    capture,
    holdForMs: capture === "manual" ? holdFor(own, habit) : null,
    customer: own.between(0, customers - 1),
    starts: own.weighted({ 1: 70, 2: 20, 3: 10 }) === "1" ? 1 : own.between(2, 3),
    paysTheRest: own.chance(0.3),
    thinks: own.between(0, 15_000),
    patience: own.between(20_000, 60_000),
    staffPatience: own.between(60_000, 180_000),
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

/** PayPay holds no money that it takes without her, or asks her for. */
function canBeHeld(habit: Habit): boolean {
  return !needsAccount(habit) || habit.startsWith("taps");
}

/** Some holds end while shoppers are there, the others when all have gone. */
function holdFor(own: Random, habit: Habit): number {
  const isShort = habit === "captured_late" || habit === "held_for_nothing";
  return isShort ? own.between(2 * minute, 5 * minute) : own.between(20 * minute, 8 * 60 * minute);
}
