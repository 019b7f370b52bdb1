// What shoppers and staff do, and how often each appears in a deck. A deck has no more than 200 cards, so that 200
// checkouts show them all.

const withCodes = {
  /** Pays and waits until the page says so. */
  pays: 16,
  /** Pays on the phone and never comes back to the page. */
  pays_and_leaves: 7,
  walks_away: 4,
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
} as const;

/** She has paid, by a code or with one tap; what staff do then. */
const ofStaff = {
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
  points: 4,
  /** Points, and parts of them are taken back at the same time. */
  points_taken_back: 8,
} as const;

const withLinkedAccounts = {
  /** Pays with one tap. */
  taps: 8,
  /** Taps in two tabs at once, and again. */
  taps_twice: 5,
  /** Taps, and scans a code in another tab. */
  taps_and_scans: 5,
  /** Buys the same again: she is asked whether she means it, and does. */
  taps_for_the_same: 4,
  taps_and_cancels: 4,
  /** The shop charges her without her, with the same key twice at once and again later. */
  charged: 7,
  /** Two billing jobs charge the same order, each with a key of its own. */
  charged_by_two: 4,
  /** She taps while the shop charges her. */
  charged_and_taps: 4,
  /** The shop asks her for money, twice at once; she pays. */
  asked: 4,
  asked_and_declines: 2,
  /** The shop withdraws what it asks for, while she pays it. */
  asked_and_withdrawn: 4,
  asked_for_nothing: 2,
  /** She pays both what she is asked for and a code, if she can. */
  asked_and_scans: 3,
} as const;

const habits = { ...withCodes, ...ofStaff, ...withLinkedAccounts };
export type Habit = keyof typeof habits;
export type AccountHabit = keyof typeof withLinkedAccounts;
export type StaffHabit = keyof typeof ofStaff;

export const habitNames = Object.keys(habits).filter((name): name is Habit => name in habits);

export const deck: readonly Habit[] = habitNames.flatMap((name) =>
  Array.from({ length: habits[name] }, () => name),
);

export function isOfStaff(habit: Habit): habit is StaffHabit {
  return habit in ofStaff;
}

export function needsAccount(habit: Habit): habit is AccountHabit {
  return habit in withLinkedAccounts;
}

/** The money is held first. */
export function isAboutHolds(habit: Habit): boolean {
  return /^(captured|reverted|held)/.test(habit);
}
