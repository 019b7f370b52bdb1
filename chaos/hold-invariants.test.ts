import { describe, expect, test } from "vitest";
import type { Books, OurOperation, OurPayment, TheirPayment } from "./books.ts";
import { history, look, paid, books as paidBooks, theirs, told } from "./example-books.ts";
import {
  capturedAsIntended,
  everyHoldTold,
  holdsEndOnce,
  letGoAsIntended,
  noHoldUnseen,
  refundsAreReserved,
  toldWhatIsTrue,
} from "./hold-invariants.ts";
import { invariants, noOrderToldTwice, nothingStuck, paidByEvidence } from "./invariants.ts";
import type { Invariant } from "./violation.ts";

// Of 500 yen that were held, 300 were taken.

const amount = (yen: number) => ({ amount: yen, currency: "JPY" });
const held: OurPayment = { ...paid, captureMode: "manual", authorized: 500, captured: 300, version: 4 };
const past = [
  ...history.slice(0, 2),
  { payment: "pay_1", version: 3, kind: "changed", status: "authorized", detail: { source: "provider" } },
  {
    payment: "pay_1",
    version: 4,
    kind: "changed",
    status: "completed",
    detail: { source: "provider", observation: { status: "completed", captured: amount(300), refunded: 0 } },
  },
];
const capture: OurOperation = {
  id: "cap_1",
  payment: "pay_1",
  kind: "capture",
  amount: 300,
  status: "done",
  requestedAt: 1_006_000,
  nextLookAt: null,
};
const revert: OurOperation = { ...capture, id: "rev_1", kind: "revert", amount: 500 };
const taken = { id: "cap_1_a", amount: 300, acceptedAt: 1_007_000 };
const upstreamHold: TheirPayment = { ...theirs, isHold: true, captured: 300, captures: [taken] };
const heardHeld = { ...told, kind: "authorized", delivery: "dlv_0", authorized: 500, captured: 0 };
const heardPaid = { ...told, authorized: 500, captured: 300 };

function books({ upstream, ...changes }: Parameters<typeof paidBooks>[0] = {}): Books {
  return paidBooks({
    payments: [held],
    events: past,
    operations: [capture],
    told: [heardHeld, heardPaid],
    ...changes,
    upstream: { payments: [upstreamHold], ...upstream },
  });
}

const released = { id: "rev_1", acceptedAt: 1_007_000 };
const letGo = { ...held, status: "canceled", captured: 0, fulfilment: null };

test("money that was held, taken in part, seen and told breaks no invariant", () => {
  expect(invariants.flatMap((invariant) => invariant(books()))).toEqual([]);
});

test("a hold that was let go before the shop heard of it breaks no invariant", () => {
  const events = past.map((event) => (event.version === 4 ? { ...event, status: "canceled" } : event));
  const quiet = books({
    payments: [letGo],
    events,
    operations: [revert],
    told: [],
    deliveries: [
      { id: "dlv_0", payment: "pay_1", kind: "authorized", delivered: false, nextAttemptAt: null },
    ],
    upstream: {
      payments: [{ ...upstreamHold, status: "CANCELED", captured: 0, captures: [], revert: released }],
    },
  });
  expect(invariants.flatMap((invariant) => invariant(quiet))).toEqual([]);
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
      breaks: "I2: held at PayPay, expired with us",
      invariant: noHoldUnseen,
      books: books({
        payments: [{ ...letGo, status: "expired" }],
        upstream: { payments: [{ ...upstreamHold, status: "AUTHORIZED", captured: 0, captures: [] }] },
      }),
      harm: "lost",
    },
    {
      breaks: "I3: taken, and no answer speaks of that amount",
      invariant: paidByEvidence,
      books: books({ payments: [{ ...held, captured: 299 }] }),
      harm: "lost",
    },
    {
      breaks: "I4: a capture that waits for the shopper for ever",
      invariant: nothingStuck,
      books: books({ operations: [{ ...capture, status: "awaiting_shopper" }] }),
      harm: "stuck",
    },
    {
      breaks: "I4: a hold that nobody will tell",
      invariant: nothingStuck,
      books: books({
        deliveries: [
          { id: "dlv_0", payment: "pay_1", kind: "authorized", delivered: false, nextAttemptAt: null },
        ],
      }),
      harm: "stuck",
    },
    {
      breaks: "I5: a hold that the shop never heard of",
      invariant: everyHoldTold,
      books: books({ told: [heardPaid] }),
      harm: "never told",
    },
    {
      breaks: "I5: a hold that is told twice in the shop's own transaction",
      invariant: noOrderToldTwice,
      books: books({ told: [heardHeld, heardHeld, heardPaid] }),
      harm: "told twice",
    },
    {
      breaks: "I5: two holds of one order",
      invariant: noOrderToldTwice,
      books: books({
        payments: [held, { ...held, id: "pay_2" }],
        told: [heardHeld, { ...heardHeld, payment: "pay_2", delivery: "dlv_3" }],
      }),
      harm: "told twice",
    },
    {
      breaks: "I5: paid, when it was only held",
      invariant: toldWhatIsTrue,
      books: books({ told: [{ ...heardPaid, captured: 0 }] }),
      harm: "broken",
    },
    {
      breaks: "I5: held, when nothing was",
      invariant: toldWhatIsTrue,
      books: books({ told: [{ ...heardHeld, authorized: 0 }] }),
      harm: "broken",
    },
    {
      breaks: "I6: taken twice",
      invariant: holdsEndOnce,
      books: books({
        upstream: { payments: [{ ...upstreamHold, captures: [taken, { ...taken, id: "cap_2_a" }] }] },
      }),
      harm: "doubled",
    },
    {
      breaks: "I6: taken and let go",
      invariant: holdsEndOnce,
      books: books({ upstream: { payments: [{ ...upstreamHold, revert: released }] } }),
      harm: "doubled",
    },
    {
      breaks: "I6: taken, and run out",
      invariant: holdsEndOnce,
      books: books({ upstream: { payments: [{ ...upstreamHold, status: "EXPIRED" }] } }),
      harm: "doubled",
    },
    {
      breaks: "I6: a capture and a revert that both happened, as we think",
      invariant: holdsEndOnce,
      books: books({ operations: [capture, revert] }),
      harm: "doubled",
    },
    {
      breaks: "I6: more asked back than was taken, though no answer has come",
      invariant: refundsAreReserved,
      books: books({
        operations: [200, 200].map((yen) => ({
          ...capture,
          id: `ref_${yen}`,
          kind: "refund",
          amount: yen,
          status: "uncertain",
        })),
      }),
      harm: "doubled",
    },
    {
      breaks: "I6: more asked back than was left, which PayPay refused",
      invariant: refundsAreReserved,
      books: books({
        upstream: {
          calls: [{ ...look, method: "POST", path: "/v2/refunds", status: 400, code: "INVALID_PARAMS" }],
        },
      }),
      harm: "doubled",
    },
    {
      breaks: "I12: more taken than was meant",
      invariant: capturedAsIntended,
      books: books({
        payments: [{ ...held, captured: 300 }],
        upstream: { payments: [{ ...upstreamHold, captures: [{ ...taken, amount: 500 }] }] },
      }),
      harm: "doubled",
    },
    {
      breaks: "I12: taken without an intent",
      invariant: capturedAsIntended,
      books: books({ operations: [] }),
      harm: "lost",
    },
    {
      breaks: "I12: taken before its intent was written",
      invariant: capturedAsIntended,
      books: books({ operations: [{ ...capture, requestedAt: 1_008_500 }] }),
      harm: "lost",
    },
    {
      breaks: "I12: taken, and declined with us",
      invariant: capturedAsIntended,
      books: books({ operations: [{ ...capture, status: "declined" }] }),
      harm: "lost",
    },
    {
      breaks: "I12: a capture that is done with us alone",
      invariant: capturedAsIntended,
      books: books({ upstream: { payments: [{ ...upstreamHold, captures: [] }] } }),
      harm: "lost",
    },
    {
      breaks: "I12: let go without an intent",
      invariant: letGoAsIntended,
      books: books({
        payments: [letGo],
        operations: [],
        upstream: {
          payments: [{ ...upstreamHold, status: "CANCELED", captured: 0, captures: [], revert: released }],
        },
      }),
      harm: "lost",
    },
    {
      breaks: "I12: let go, as we think, and taken",
      invariant: letGoAsIntended,
      books: books({ operations: [revert] }),
      harm: "lost",
    },
  ])("$breaks", ({ invariant, books: broken, harm }) => {
    expect(invariant(broken).map((violation) => violation.harm)).toEqual([harm]);
  });
});

describe("the harness does not mind", () => {
  test.each<{ name: string; invariant: Invariant; books: Books }>([
    {
      name: "an order whose first hold ran out, and that was held again",
      invariant: noOrderToldTwice,
      books: books({
        payments: [
          { ...letGo, status: "expired" },
          { ...held, id: "pay_2" },
        ],
        told: [heardHeld, { ...heardHeld, payment: "pay_2", delivery: "dlv_3" }],
      }),
    },
    {
      name: "a capture that was declined because the money had been let go",
      invariant: holdsEndOnce,
      books: books({ operations: [{ ...capture, status: "declined" }, revert] }),
    },
    {
      name: "a refund that was declined beside one of everything",
      invariant: refundsAreReserved,
      books: books({
        operations: [
          { ...capture, id: "ref_1", kind: "refund" },
          { ...capture, id: "ref_2", kind: "refund", status: "declined" },
        ],
      }),
    },
  ])("$name", ({ invariant, books: fine }) => {
    expect(invariant(fine)).toEqual([]);
  });
});
