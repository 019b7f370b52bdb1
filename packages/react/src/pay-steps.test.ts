import type { AccountView, DeclineReason, PaymentMethod } from "@kaikei/server/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { accountState, type Doing } from "./account-state.ts";
import { lookOf } from "./look.ts";
import { payStepsOf } from "./pay-steps.ts";
import { paymentState } from "./payment-state.ts";
import { problemCodes } from "./testing/problem-kinds.ts";
import { accountView, pendingView } from "./testing-kit/views.ts";
import { createProblem } from "./wire/create-problem.ts";

const own = { doing: null, outcome: null, notHers: null, refusal: null };
const accounts = fc
  .record({
    status: fc.constantFrom<AccountView["status"]>("signed_out", "not_linked", "linked", "ended"),
    endedBecause: fc.constantFrom<AccountView["endedBecause"]>("unlinked", "expired", "revoked", null),
  })
  .map((over) => accountState(accountView(over), undefined, own));

const reasons: Array<DeclineReason | null> = [
  "insufficient_funds",
  "limit_exceeded",
  "payment_method_unusable",
  "suspected_duplicate",
  "authorization_ended",
  "account_unusable",
  "identity_required",
  "merchant_limit",
  "refused",
  null,
];

const views = fc.record({
  status: fc.constantFrom("created", "pending", "authorized", "completed", "canceled", "expired", "failed"),
  method: fc.constantFrom<PaymentMethod>("code", "linked_account", "recurring", "request"),
  declineReason: fc.constantFrom(...reasons),
  retiring: fc.boolean(),
  needsAttention: fc.boolean(),
  nextAction: fc.constantFrom(
    null,
    { kind: "scan_qr", url: "https://q.example/", deepLink: null } as const,
    { kind: "approve", url: null, until: null } as const,
    { kind: "open_wallet", until: null } as const,
  ),
});

const states = fc.oneof(
  fc
    .tuple(views, fc.boolean())
    .map(([over, timeUp]) => paymentState(lookOf(pendingView(over)), timeUp, null)),
  fc
    .constantFrom(...problemCodes)
    .map((code) => ({ phase: "error", payment: null, problem: createProblem(code, "") }) as const),
);

test("there is no way to pay again while the outcome of a payment is not known, nor after it was paid", () => {
  fc.assert(
    fc.property(states, accounts, (state, account) => {
      if (state.phase !== "failed" && state.phase !== "error") expect(payStepsOf(state, account)).toEqual([]);
    }),
  );
});

test("her word is asked for after a suspected duplicate alone, and then nothing else pays", () => {
  fc.assert(
    fc.property(states, accounts, (state, account) => {
      const suspected =
        state.phase === "failed" &&
        state.payment.method !== "code" &&
        state.payment.declineReason === "suspected_duplicate";
      const steps = payStepsOf(state, account);
      expect(steps.includes("chargeAgain")).toBe(suspected);
      if (suspected) expect(steps).toEqual(["chargeAgain", "leave"]);
    }),
  );
});

test("an error leads to no charge of another kind: what it was about may have been charged", () => {
  fc.assert(
    fc.property(states, accounts, (state, account) => {
      if (state.phase === "error") expect(payStepsOf(state, account)).not.toContain("charge");
    }),
  );
});

test("every declined charge has a way on", () => {
  for (const declineReason of reasons) {
    const view = pendingView({ status: "failed", method: "linked_account", declineReason });
    const state = paymentState(lookOf(view), false, null);
    expect(payStepsOf(state, accountState(accountView(), undefined, own)).length).toBeGreaterThan(0);
  }
});

test("who has tried to link may try again where nothing is linked; a linked account pays, but for the moment in which another one takes its place", () => {
  const ready = { phase: "ready", payment: null } as const;
  const steps = (over: Partial<AccountView>, doing: Doing | null = null) =>
    payStepsOf(ready, accountState(accountView(over), undefined, { ...own, doing }), true);
  const confirmation = { attempt: "att_9", maskedPhone: null };
  const linking = { kind: "linking", attempt: "att_9" } as const;
  expect(steps({})).toEqual(["code", "link"]);
  expect(steps({ status: "ended", endedBecause: "unlinked" })).toEqual(["code", "link"]);
  expect(steps({ status: "signed_out" })).toEqual(["code"]);
  expect(steps({ confirmation })).toEqual(["code"]);
  expect(steps({ status: "linked", confirmation })).toEqual(["charge", "code"]);
  expect(steps({ status: "linked", confirmation }, linking)).toEqual(["wait", "code"]);
});
