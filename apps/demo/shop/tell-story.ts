import type { OrderHistory } from "../lib/order-story.ts";
import type { MessageKey } from "../messages/messages.ts";

/** One sentence of an order's story: when, which words, how many yen. */
export interface StoryLine {
  at: Date;
  words: MessageKey;
  amount: number;
}

/** What happened to an order's money, in plain words, the oldest first; `payments` are given the latest first. Pure. */
export function tellStory({ order, payments, operations, points }: OrderHistory): StoryLine[] {
  const lines: StoryLine[] = [{ at: order.placedAt, words: "storyPlaced", amount: order.total }];
  for (const payment of payments.toReversed()) {
    const { ordered, method } = payment;
    if (method === "request")
      lines.push({ at: payment.createdAt, words: "storyAsked", amount: ordered.amount });
    if (payment.status === "failed") {
      lines.push({
        at: payment.closedAt ?? payment.createdAt,
        words: "storyDeclined",
        amount: ordered.amount,
      });
    }
    if (payment.authorized > 0) {
      lines.push({ at: payment.createdAt, words: "storyHeld", amount: ordered.amount });
    }
    if (payment.captured > 0) {
      const words = payment.authorized > 0 ? "storyCaptured" : paidWords[method];
      lines.push({ at: payment.paidAt ?? payment.createdAt, words, amount: payment.captured });
    }
  }
  for (const { kind, status, requestedAt, amount } of operations) {
    if (kind === "reauthorize" && status === "awaiting_shopper") {
      lines.push({ at: requestedAt, words: "storyAwaitsApproval", amount });
    } else if (kind === "reauthorize" && (status === "lapsed" || status === "declined")) {
      lines.push({ at: requestedAt, words: "storyNotApproved", amount });
    } else if (kind === "revert") {
      lines.push({ at: requestedAt, words: status === "done" ? "storyReleased" : "storyReleasing", amount });
    } else if (kind === "refund" || kind === "cancel") {
      lines.push({ at: requestedAt, words: status === "done" ? "storyRefunded" : "storyRefunding", amount });
    }
  }
  for (const { kind, status, requestedAt, amount } of points) {
    if (kind !== "give" || status === "declined") continue;
    const words = status === "done" ? "storyPoints" : "storyPointsComing";
    lines.push({ at: requestedAt, words, amount: amount.amount });
  }
  return lines.toSorted((one, other) => secondOf(one) - secondOf(other));
}

/** PayPay's times are whole seconds: within one, what is told first happened first. */
function secondOf({ at }: StoryLine): number {
  return Math.floor(at.getTime() / 1000);
}

const paidWords = {
  code: "storyPaid",
  linked_account: "storyPaidByAccount",
  recurring: "storyPaidByContract",
  request: "storyPaidByRequest",
} as const;
