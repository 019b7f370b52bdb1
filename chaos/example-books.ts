import type { RecordedCall } from "@kaikei/emulator";
import type { Books, OurEvent, OurPayment, TheirPayment } from "./books.ts";

// One order that was paid, seen and told, in both books: for tests of what is seen when something is otherwise.

export const paid: OurPayment = {
  id: "pay_1",
  order: "once-1",
  status: "completed",
  method: "code",
  customer: null,
  captureMode: "automatic",
  ordered: 500,
  authorized: 0,
  captured: 500,
  refunded: 0,
  currency: "JPY",
  late: false,
  abandoned: false,
  stale: false,
  declineReason: null,
  fulfilment: "fulfilling",
  attention: null,
  createdAt: 1_000_000,
  closedAt: 1_010_000,
  nextLookAt: null,
  version: 3,
};
const captured = { amount: 500, currency: "JPY" };
export const history: OurEvent[] = [
  { payment: "pay_1", version: 1, kind: "started", status: "created", detail: {} },
  { payment: "pay_1", version: 2, kind: "changed", status: "pending", detail: { source: "provider" } },
  {
    payment: "pay_1",
    version: 3,
    kind: "changed",
    status: "completed",
    detail: { source: "provider", observation: { status: "completed", captured, refunded: 0 } },
  },
];
export const theirs: TheirPayment = {
  id: "pay_1",
  status: "COMPLETED",
  method: "code",
  wallet: "shopper",
  amount: 500,
  isHold: false,
  captured: 500,
  refunded: 0,
  acceptedAt: 1_005_000,
  captures: [],
  revert: null,
};
export const told = {
  order: "once-1",
  payment: "pay_1",
  kind: "paid",
  delivery: "dlv_1",
  authorized: 0,
  captured: 500,
};
export const refund = { id: "ref_1", payment: "pay_1", amount: 100, acceptedAt: 1_020_000 };
export const operation = {
  id: "ref_1",
  payment: "pay_1",
  kind: "refund",
  amount: 100,
  status: "done",
  requestedAt: 1_019_000,
  nextLookAt: null,
};
export const look: RecordedCall = {
  number: 1,
  at: 1_004_000,
  method: "GET",
  path: "/v2/codes/payments/pay_1",
  query: "",
  merchantPaymentId: "pay_1",
  authorized: true,
  status: 200,
  code: "SUCCESS",
  fault: null,
};

/** One order that was paid, seen and told, with changes. */
export function books({
  upstream,
  ...changes
}: Partial<Omit<Books, "upstream">> & { upstream?: Partial<Books["upstream"]> } = {}): Books {
  return {
    payments: [paid],
    events: history,
    operations: [],
    deliveries: [{ id: "dlv_1", payment: "pay_1", kind: "paid", delivered: true, nextAttemptAt: null }],
    told: [told],
    cashbacks: [],
    prices: new Map([["once-1", 500]]),
    gifts: new Map(),
    forPeople: [],
    forged: [],
    leaks: [],
    crashes: [],
    pollIntervalMs: 4500,
    ...changes,
    upstream: {
      payments: [theirs],
      codes: [{ payment: "pay_1", codeId: "04-1", createdAt: 1_000_000 }],
      refunds: [],
      requests: [],
      cashbacks: [],
      calls: [look],
      ...upstream,
    },
  };
}
