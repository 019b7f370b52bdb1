import { describe, expect, test } from "vitest";
import { cancelsOfChargesComeFromIntents, chargesComeFromIntents } from "./account-invariants.ts";
import type { Books, OurPayment, TheirPayment } from "./books.ts";
import { history, look, operation, paid, books as paidBooks, theirs } from "./example-books.ts";
import { invariants, noMoneyUnseen, noMoreThanApproved } from "./invariants.ts";
import type { Invariant } from "./violation.ts";

// One order that was charged with one tap.

const charged: OurPayment = { ...paid, method: "linked_account", customer: "customer-3" };
const charge: TheirPayment = { ...theirs, method: "native", wallet: "wallet-3" };
const asked = { id: "pay_1", amount: 500, wallet: "wallet-3", isHold: false, createdAt: 1_000_000 } as const;

function books({ upstream, ...changes }: Parameters<typeof paidBooks>[0] = {}): Books {
  return paidBooks({
    payments: [charged],
    ...changes,
    upstream: { payments: [charge], codes: [], ...upstream },
  });
}

const cancel = { ...look, method: "DELETE", path: "/v2/payments/pay_1" };
const withdrawal = { ...look, method: "DELETE", path: "/v1/requestOrder/pay_1" };
const flagged = (detail: object) => [
  ...history,
  { payment: "pay_1", version: 4, kind: "flagged", status: "created", detail },
];
const givenUp = flagged({ doubt: { cancel: { since: 1_003_000, answer: null, answeredAt: null } } });

test("an order that was charged with one tap, seen and told breaks no invariant", () => {
  expect(invariants.flatMap((invariant) => invariant(books()))).toEqual([]);
});

interface Example {
  breaks: string;
  invariant: Invariant;
  books: Books;
  harm: string;
}

describe("the harness sees", () => {
  test.each<Example>([
    {
      breaks: "I1: an order that was charged under two ids",
      invariant: noMoreThanApproved,
      books: books({
        payments: [charged, { ...charged, id: "pay_2" }],
        upstream: { payments: [charge, { ...charge, id: "pay_2" }] },
      }),
      harm: "doubled",
    },
    {
      breaks: "I2: charged, and cancelled by machine as we think",
      invariant: noMoneyUnseen,
      books: books({ payments: [{ ...charged, status: "failed", captured: 0, fulfilment: null }] }),
      harm: "lost",
    },
    {
      breaks: "I10: charged under an id that we never wrote down",
      invariant: chargesComeFromIntents,
      books: books({ payments: [] }),
      harm: "lost",
    },
    {
      breaks: "I10: charged where a code was meant",
      invariant: chargesComeFromIntents,
      books: books({ payments: [{ ...charged, method: "code" }] }),
      harm: "lost",
    },
    {
      breaks: "I10: charged before it was written down",
      invariant: chargesComeFromIntents,
      books: books({ payments: [{ ...charged, createdAt: 1_006_001 }] }),
      harm: "lost",
    },
    {
      breaks: "I10: charged in another amount",
      invariant: chargesComeFromIntents,
      books: books({ upstream: { payments: [{ ...charge, amount: 501 }] } }),
      harm: "lost",
    },
    {
      breaks: "I10: charged to another's account",
      invariant: chargesComeFromIntents,
      books: books({ upstream: { payments: [{ ...charge, wallet: "wallet-4" }] } }),
      harm: "lost",
    },
    {
      breaks: "I10: asked of a customer without an intent",
      invariant: chargesComeFromIntents,
      books: books({ upstream: { requests: [{ ...asked, id: "pay_9" }] } }),
      harm: "lost",
    },
    {
      breaks: "I10: cancelled without a word of it before",
      invariant: cancelsOfChargesComeFromIntents,
      books: books({ upstream: { calls: [cancel] } }),
      harm: "lost",
    },
    {
      breaks: "I10: withdrawn without a word of it before",
      invariant: cancelsOfChargesComeFromIntents,
      books: books({ upstream: { calls: [withdrawal] } }),
      harm: "lost",
    },
  ])("$breaks", ({ invariant, books: broken, harm }) => {
    expect(invariant(broken).map((violation) => violation.harm)).toEqual([harm]);
  });
});

describe("the harness does not mind", () => {
  test.each<{ name: string; invariant: Invariant; books: Books }>([
    {
      name: "a charge that was cancelled by machine, and counts as not charged",
      invariant: noMoneyUnseen,
      books: books({
        payments: [{ ...charged, status: "failed", captured: 0, fulfilment: null }],
        upstream: { payments: [{ ...charge, status: "FAILED" }] },
      }),
    },
    {
      name: "a cancel of what nobody could tell",
      invariant: cancelsOfChargesComeFromIntents,
      books: books({ events: givenUp, upstream: { calls: [cancel] } }),
    },
    {
      name: "a request that somebody withdraws",
      invariant: cancelsOfChargesComeFromIntents,
      books: books({ events: flagged({ retiring: true }), upstream: { calls: [withdrawal] } }),
    },
    {
      name: "a cancel by staff",
      invariant: cancelsOfChargesComeFromIntents,
      books: books({
        operations: [{ ...operation, id: "can_1", kind: "cancel", requestedAt: 1_003_000 }],
        upstream: { calls: [cancel] },
      }),
    },
    {
      name: "more that was held than ordered: what is taken of it is asked elsewhere",
      invariant: chargesComeFromIntents,
      books: books({ upstream: { payments: [{ ...charge, isHold: true, amount: 600 }] } }),
    },
  ])("$name", ({ invariant, books: fine }) => {
    expect(invariant(fine)).toEqual([]);
  });
});
