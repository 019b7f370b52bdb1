const day = 86_400;
const japanIsAhead = 9 * 3600;
const quarterHour = 15 * 60;

/** First second at which a payment can no longer be cancelled: 00:15:00 in Japan on the day after it was paid. */
export function cancelWindowEnds(paidAt: number): number {
  return midnightInJapan(paidAt) + day + quarterHour;
}

/** First second at which a payment can no longer be refunded: the end, in Japan, of day 365 after it completed. */
export function refundWindowEnds(completedAt: number): number {
  return midnightInJapan(completedAt) + 366 * day;
}

/** Raised captures and reauthorizations wait this long for the customer. */
export const approvalSeconds = 6 * 3600;

/** Japan has no summer time, so its midnight is plain arithmetic whatever zone this process runs in. */
function midnightInJapan(epochSeconds: number): number {
  return Math.floor((epochSeconds + japanIsAhead) / day) * day - japanIsAhead;
}
