import { describe, expect, test } from "vitest";
import type { Books } from "./books.ts";
import { books, history, look, operation, paid, refund, theirs, told } from "./example-books.ts";
import {
  everyPaidOrderTold,
  forgeriesMoveNothing,
  historyIsAPath,
  intentsComeFirst,
  invariants,
  noFalseAlarm,
  noMoneyUnseen,
  noMoreBackThanCame,
  noMoreThanApproved,
  noOrderToldTwice,
  noSecretInLogs,
  noServerFalls,
  nothingStuck,
  paidByEvidence,
  politeLooks,
} from "./invariants.ts";
import type { Invariant } from "./violation.ts";

test("an order that was paid, seen and told once breaks no invariant", () => {
  expect(invariants.flatMap((invariant) => invariant(books()))).toEqual([]);
});

test("news of money that has all gone back, and of an end that was none, need not be told", () => {
  const untold = { id: "dlv_1", payment: "pay_1", delivered: false, nextAttemptAt: null };
  const undone = { ...paid, status: "canceled", fulfilment: "undone" };
  expect(nothingStuck(books({ payments: [undone], deliveries: [{ ...untold, kind: "paid" }] }))).toEqual([]);
  expect(nothingStuck(books({ deliveries: [{ ...untold, kind: "expired" }] }))).toEqual([]);
});

interface Example {
  breaks: string;
  invariant: Invariant;
  books: Books;
  harm: string;
}

const second = { ...paid, id: "pay_2" };

describe("the harness sees", () => {
  test.each<Example>([
    {
      breaks: "I1: two payments of one order kept",
      invariant: noMoreThanApproved,
      books: books({
        payments: [paid, second],
        upstream: { payments: [theirs, { ...theirs, id: "pay_2" }] },
      }),
      harm: "doubled",
    },
    {
      breaks: "I2: paid at PayPay, expired with us",
      invariant: noMoneyUnseen,
      books: books({ payments: [{ ...paid, status: "expired", captured: 0, fulfilment: null }] }),
      harm: "lost",
    },
    {
      breaks: "I2: paid at PayPay under an id that we never wrote down",
      invariant: noMoneyUnseen,
      books: books({ payments: [] }),
      harm: "lost",
    },
    {
      breaks: "I2: refunded at PayPay, and not with us",
      invariant: noMoneyUnseen,
      books: books({ upstream: { payments: [{ ...theirs, refunded: 100 }] } }),
      harm: "lost",
    },
    {
      breaks: "I2: a duplicate that is neither given back nor anybody's concern",
      invariant: noMoneyUnseen,
      books: books({ payments: [{ ...paid, fulfilment: "duplicate" }] }),
      harm: "lost",
    },
    {
      breaks: "I3: paid with us, unknown to PayPay",
      invariant: paidByEvidence,
      books: books({ upstream: { payments: [] } }),
      harm: "lost",
    },
    {
      breaks: "I3: cancelled at PayPay, still paid with us",
      invariant: paidByEvidence,
      books: books({ upstream: { payments: [{ ...theirs, status: "FAILED" }] } }),
      harm: "lost",
    },
    {
      breaks: "I3: paid without an answer that says so",
      invariant: paidByEvidence,
      books: books({ events: history.slice(0, 2) }),
      harm: "lost",
    },
    {
      breaks: "I3: paid by an answer about another amount",
      invariant: paidByEvidence,
      books: books({ payments: [{ ...paid, ordered: 600 }] }),
      harm: "lost",
    },
    {
      breaks: "I4: a payment that is pending for ever",
      invariant: nothingStuck,
      books: books({ payments: [{ ...paid, status: "pending" }] }),
      harm: "stuck",
    },
    {
      breaks: "I4: a refund whose answer nobody looks for",
      invariant: nothingStuck,
      books: books({ operations: [{ ...operation, status: "uncertain" }] }),
      harm: "stuck",
    },
    {
      breaks: "I4: news that nobody will tell",
      invariant: nothingStuck,
      books: books({
        deliveries: [{ id: "dlv_1", payment: "pay_1", kind: "paid", delivered: false, nextAttemptAt: null }],
      }),
      harm: "stuck",
    },
    {
      breaks: "I4: a person who is called for nothing",
      invariant: noFalseAlarm,
      books: books({ payments: [{ ...paid, attention: "mismatch" }] }),
      harm: "stuck",
    },
    {
      breaks: "I5: a paid order that the shop never heard of",
      invariant: everyPaidOrderTold,
      books: books({ told: [{ ...told, kind: "expired" }] }),
      harm: "never told",
    },
    {
      breaks: "I5: told twice in the shop's own transaction",
      invariant: noOrderToldTwice,
      books: books({ told: [told, told] }),
      harm: "told twice",
    },
    {
      breaks: "I5: told twice under two ids",
      invariant: noOrderToldTwice,
      books: books({
        told: [
          { ...told, order: "plain-1" },
          { ...told, order: "plain-1", delivery: "dlv_2" },
        ],
      }),
      harm: "told twice",
    },
    {
      breaks: "I5: told of two payments of one order",
      invariant: noOrderToldTwice,
      books: books({
        payments: [paid, second],
        told: [told, { ...told, payment: "pay_2", delivery: "dlv_2" }],
      }),
      harm: "told twice",
    },
    {
      breaks: "I6: more given back than came",
      invariant: noMoreBackThanCame,
      books: books({ upstream: { payments: [{ ...theirs, refunded: 600 }] } }),
      harm: "doubled",
    },
    {
      breaks: "I6: refunded and cancelled",
      invariant: noMoreBackThanCame,
      books: books({ upstream: { payments: [{ ...theirs, status: "FAILED", refunded: 100 }] } }),
      harm: "doubled",
    },
    {
      breaks: "I7: a version that is missing",
      invariant: historyIsAPath,
      books: books({ events: history.filter(({ version }) => version !== 2) }),
      harm: "broken",
    },
    {
      breaks: "I7: a history without a beginning",
      invariant: historyIsAPath,
      books: books({ events: [] }),
      harm: "broken",
    },
    {
      breaks: "I7: from completed back to pending",
      invariant: historyIsAPath,
      books: books({
        payments: [{ ...paid, status: "pending", version: 4 }],
        events: [
          ...history,
          { payment: "pay_1", version: 4, kind: "changed", status: "pending", detail: {} },
        ],
      }),
      harm: "broken",
    },
    {
      breaks: "I7: a status that no event brought",
      invariant: historyIsAPath,
      books: books({ payments: [{ ...paid, status: "canceled" }] }),
      harm: "broken",
    },
    {
      breaks: "I8: ten looks in ten seconds",
      invariant: politeLooks,
      books: books({ upstream: { calls: Array.from({ length: 10 }, () => look) } }),
      harm: "broken",
    },
    {
      breaks: "I9: paid because a stranger said so",
      invariant: forgeriesMoveNothing,
      books: books({ forged: ["pay_1"], upstream: { payments: [] } }),
      harm: "broken",
    },
    {
      breaks: "I10: a code that was made before its intent was written",
      invariant: intentsComeFirst,
      books: books({ payments: [{ ...paid, createdAt: 1_001_000 }] }),
      harm: "lost",
    },
    {
      breaks: "I10: a refund without an intent",
      invariant: intentsComeFirst,
      books: books({ upstream: { refunds: [refund] } }),
      harm: "lost",
    },
    {
      breaks: "I10: a refund of another amount than intended",
      invariant: intentsComeFirst,
      books: books({ operations: [{ ...operation, amount: 99 }], upstream: { refunds: [refund] } }),
      harm: "lost",
    },
    {
      breaks: "I10: a cancel without an intent",
      invariant: intentsComeFirst,
      books: books({ upstream: { calls: [{ ...look, method: "DELETE", path: "/v2/payments/pay_1" }] } }),
      harm: "lost",
    },
    {
      breaks: "I0: a server that ended by itself",
      invariant: noServerFalls,
      books: books({ crashes: ["out of memory"] }),
      harm: "broken",
    },
    {
      breaks: "I11: a secret in a log",
      invariant: noSecretInLogs,
      books: books({ leaks: ["x"] }),
      harm: "broken",
    },
  ])("$breaks", ({ invariant, books: broken, harm }) => {
    expect(invariant(broken).map((violation) => violation.harm)).toEqual([harm]);
  });
});

describe("the harness does not mind", () => {
  test.each<{ name: string; invariant: Invariant; books: Books }>([
    {
      name: "the same news told again under the same id, outside of the shop's transaction",
      invariant: noOrderToldTwice,
      books: books({
        told: [
          { ...told, order: "plain-1" },
          { ...told, order: "plain-1" },
        ],
      }),
    },
    {
      name: "an order that is paid again after its money went back",
      invariant: noOrderToldTwice,
      books: books({
        payments: [{ ...paid, fulfilment: "undone" }, second],
        told: [told, { ...told, payment: "pay_2", delivery: "dlv_2" }],
      }),
    },
    {
      name: "a forged notification of what is really paid",
      invariant: forgeriesMoveNothing,
      books: books({ forged: ["pay_1", "pay_unknown"] }),
    },
    {
      name: "a refund with its intent",
      invariant: intentsComeFirst,
      books: books({ operations: [operation], upstream: { refunds: [refund] } }),
    },
    {
      name: "a payment that waits for a person",
      invariant: nothingStuck,
      books: books({ payments: [{ ...paid, status: "pending", attention: "unanswered" }] }),
    },
  ])("$name", ({ invariant, books: fine }) => {
    expect(invariant(fine)).toEqual([]);
  });
});
