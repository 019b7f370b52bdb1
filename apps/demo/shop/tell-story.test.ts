import type { Cashback, Operation, Payment } from "@kaikei/server";
import { expect, test } from "vitest";
import type { Order } from "./order.ts";
import { tellStory } from "./tell-story.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 3, 0, second));
const order: Order = {
  number: "M-23456-789AB",
  visitor: "somebody",
  kind: "wedding",
  customer: "ren",
  month: null,
  state: "paid",
  total: 30_000,
  lines: [],
  placedAt: new Date(at(1).getTime() + 700),
  paidAt: null,
};
const payment: Payment = {
  id: "pay_1",
  order: order.number,
  provider: "paypay",
  environment: "emulator",
  merchant: "1",
  status: "completed",
  method: "linked_account",
  captureMode: "automatic",
  customer: "ren",
  accountLink: "lnk_1",
  agreedToSimilar: false,
  ordered: { amount: 30_000, currency: "JPY" },
  revision: null,
  authorized: 0,
  captured: 30_000,
  refunded: 0,
  providerPaymentId: "1",
  providerCodeId: null,
  nextAction: null,
  expiresAt: null,
  holdExpiresAt: null,
  declineReason: null,
  late: false,
  uncertain: false,
  doubt: null,
  abandoned: false,
  retiring: false,
  stale: false,
  fulfilment: "fulfilling",
  attention: null,
  createdAt: at(1),
  // PayPay's second: before the order, if one looked at the milliseconds.
  paidAt: at(1),
  closedAt: at(1),
  version: 2,
};
const operation: Operation = {
  id: "cap_1",
  payment: "pay_1",
  kind: "capture",
  amount: 26_000,
  reason: null,
  key: null,
  status: "done",
  problem: null,
  url: null,
  until: null,
  requestedAt: at(5),
  askedAt: at(5),
  absentSince: null,
};
const points: Cashback = {
  id: "cbk_1",
  kind: "give",
  of: null,
  customer: "ren",
  payment: "pay_1",
  amount: { amount: 300, currency: "JPY" },
  reason: null,
  key: null,
  status: "done",
  problem: null,
  requestedAt: at(9),
  askedAt: at(9),
  absentSince: null,
};
const tell = (change: {
  payments?: Partial<Payment>[];
  operations?: Partial<Operation>[];
  points?: Partial<Cashback>[];
}) =>
  tellStory({
    order,
    payments: (change.payments ?? [{}]).map((each) => ({ ...payment, ...each })),
    operations: (change.operations ?? []).map((each) => ({ ...operation, ...each })),
    points: (change.points ?? []).map((each) => ({ ...points, ...each })),
  }).map(({ words, amount }) => [words, amount]);

test("an order that is paid at once was placed first", () => {
  expect(tell({})).toEqual([
    ["storyPlaced", 30_000],
    ["storyPaidByAccount", 30_000],
  ]);
});

test("a deposit is held and taken, and what was taken is told", () => {
  const held = { authorized: 30_000, captured: 26_000, paidAt: at(5) };
  expect(tell({ payments: [held], operations: [{}] })).toEqual([
    ["storyPlaced", 30_000],
    ["storyHeld", 30_000],
    ["storyCaptured", 26_000],
  ]);
});

test("a change that waits, or was not approved, a deposit that goes back", () => {
  const held = { status: "authorized", authorized: 30_000, captured: 0, paidAt: null } as const;
  const kinds = (operations: Partial<Operation>[]) =>
    tell({ payments: [held], operations })
      .slice(2)
      .map(([words]) => words);
  expect(kinds([{ kind: "reauthorize", status: "awaiting_shopper" }])).toEqual(["storyAwaitsApproval"]);
  expect(kinds([{ kind: "reauthorize", status: "lapsed" }])).toEqual(["storyNotApproved"]);
  expect(kinds([{ kind: "reauthorize", status: "done" }])).toEqual([]);
  expect(kinds([{ kind: "revert", status: "uncertain" }])).toEqual(["storyReleasing"]);
  expect(kinds([{ kind: "revert" }])).toEqual(["storyReleased"]);
});

test("a declined try and the one that paid in the same second are told as they happened", () => {
  const latestFirst: Partial<Payment>[] = [
    { paidAt: at(3), createdAt: new Date(at(3).getTime() + 400) },
    { id: "pay_0", status: "failed", captured: 0, closedAt: new Date(at(3).getTime() + 300), paidAt: null },
  ];
  expect(tell({ payments: latestFirst }).map(([words]) => words)).toEqual([
    "storyPlaced",
    "storyDeclined",
    "storyPaidByAccount",
  ]);
});

test("a declined try, refunds and points have their sentences; points that were refused have none", () => {
  const story = tell({
    payments: [
      { paidAt: at(3) },
      { id: "pay_0", status: "failed", captured: 0, closedAt: at(1), paidAt: null },
    ],
    operations: [
      { kind: "refund", amount: 500 },
      { kind: "refund", amount: 700, status: "accepted", requestedAt: at(6) },
    ],
    points: [{}, { status: "accepted", requestedAt: at(10) }, { status: "declined" }],
  });
  expect(story.map(([words]) => words)).toEqual([
    "storyPlaced",
    "storyDeclined",
    "storyPaidByAccount",
    "storyRefunded",
    "storyRefunding",
    "storyPoints",
    "storyPointsComing",
  ]);
});
