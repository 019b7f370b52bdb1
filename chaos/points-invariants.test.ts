import { describe, expect, test } from "vitest";
import type { Books, OurCashback, TheirCashback } from "./books.ts";
import { books as paidBooks } from "./example-books.ts";
import { invariants } from "./invariants.ts";
import { noPointsStuck, pointsAsIntended, samePoints } from "./points-invariants.ts";
import type { Invariant } from "./violation.ts";

// Of 300 points that were given, 100 were taken back.

const given: OurCashback = {
  id: "cbk_1",
  kind: "give",
  of: null,
  key: "thanks",
  amount: 300,
  status: "done",
  requestedAt: 1_010_000,
  nextLookAt: null,
};
const back: OurCashback = { ...given, id: "cbr_1", kind: "reverse", of: "cbk_1", key: "first", amount: 100 };
const gave: TheirCashback = { id: "cbk_1", of: null, amount: 300, status: "SUCCESS", acceptedAt: 1_010_000 };
const tookBack: TheirCashback = { ...gave, id: "cbr_1", of: "cbk_1", amount: 100 };

function books({ upstream, ...changes }: Parameters<typeof paidBooks>[0] = {}): Books {
  return paidBooks({
    cashbacks: [given, back],
    gifts: new Map([["thanks", 300]]),
    ...changes,
    upstream: { cashbacks: [gave, tookBack], ...upstream },
  });
}

const lost: OurCashback = { ...given, status: "uncertain", nextLookAt: 1_100_000 };

describe("points break no invariant", () => {
  test.each<[string, Books]>([
    ["that were given as meant and taken back in part", books()],
    [
      "that PayPay knows nothing of and a person is shown",
      books({ cashbacks: [lost], forPeople: ["cbk_1"], upstream: { cashbacks: [] } }),
    ],
    [
      "that PayPay did not give, as we say",
      books({
        cashbacks: [{ ...given, status: "declined" }],
        upstream: { cashbacks: [{ ...gave, status: "FAILURE" }] },
      }),
    ],
  ])("%s", (_name, fine) => {
    expect(invariants.flatMap((invariant) => invariant(fine))).toEqual([]);
  });
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
      breaks: "I4: points that nobody knows about and no person is shown",
      invariant: noPointsStuck,
      books: books({ cashbacks: [lost], upstream: { cashbacks: [] } }),
      harm: "stuck",
    },
    {
      breaks: "I4: points that wait for a person although PayPay could tell",
      invariant: noPointsStuck,
      books: books({ cashbacks: [lost], forPeople: ["cbk_1"] }),
      harm: "stuck",
    },
    {
      breaks: "I13: given twice under one key",
      invariant: pointsAsIntended,
      books: books({
        cashbacks: [given, { ...given, id: "cbk_2" }],
        upstream: { cashbacks: [gave, { ...gave, id: "cbk_2" }] },
      }),
      harm: "doubled",
    },
    {
      breaks: "I13: given without a key of the shop's",
      invariant: pointsAsIntended,
      books: books({ cashbacks: [{ ...given, key: null }] }),
      harm: "doubled",
    },
    {
      breaks: "I13: more asked back than was given",
      invariant: pointsAsIntended,
      books: books({ cashbacks: [given, back, { ...back, id: "cbr_2", amount: 201, status: "uncertain" }] }),
      harm: "doubled",
    },
    {
      breaks: "I13: given under an id that we never wrote down",
      invariant: samePoints,
      books: books({ cashbacks: [], upstream: { cashbacks: [gave] } }),
      harm: "lost",
    },
    {
      breaks: "I13: given before its intent was written",
      invariant: samePoints,
      books: books({ cashbacks: [{ ...given, requestedAt: 1_012_000 }, back] }),
      harm: "lost",
    },
    {
      breaks: "I13: given with us alone",
      invariant: samePoints,
      books: books({ cashbacks: [given], upstream: { cashbacks: [{ ...gave, status: "FAILURE" }] } }),
      harm: "lost",
    },
    {
      breaks: "I13: declined with us, and given",
      invariant: samePoints,
      books: books({ cashbacks: [{ ...given, status: "declined" }, back] }),
      harm: "lost",
    },
    {
      breaks: "I13: taken back in another amount",
      invariant: samePoints,
      books: books({ upstream: { cashbacks: [gave, { ...tookBack, amount: 90 }] } }),
      harm: "lost",
    },
  ])("$breaks", ({ invariant, books: broken, harm }) => {
    expect(invariant(broken).map((violation) => violation.harm)).toEqual([harm]);
  });
});
