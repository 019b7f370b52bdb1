/** A payment that was paid, and when a notification first spoke of it. */
export interface PaidAndNotified {
  paidAt: Date;
  notifiedAt: Date | null;
}

/** How many payments in a row must have been told of in time. */
export const proofLength = 5;
/**
 * Later than this a notification is no better than a look. The provider's clock and whole seconds are in it: where
 * our clock is ahead by more, nothing is ever proven, and we go on asking as often as without notifications.
 */
const promptMs = 5000;
/** What arrived before is no proof that it still does: addresses and firewalls change. */
const freshMs = 24 * 3_600_000;

/**
 * Whether notifications are proven to arrive: each of the last paid payments was told of in time, and the last was
 * paid lately. One that was paid and not told of ends it at once.
 *
 * A shopper can send one herself, for a payment of hers. To make it look as if they arrived she would have to pay
 * for all of the last five; what she wins is that others are seen as paid some seconds later, until one of them is
 * paid. So it does not matter who sent them.
 */
export function notificationsArrive(lastPaid: readonly PaidAndNotified[], now: Date): boolean {
  const [newest] = lastPaid;
  if (newest === undefined || lastPaid.length < proofLength) return false;
  if (now.getTime() - newest.paidAt.getTime() > freshMs) return false;
  return lastPaid.every(
    ({ paidAt, notifiedAt }) => notifiedAt !== null && notifiedAt.getTime() - paidAt.getTime() <= promptMs,
  );
}
