import { accountInvariants } from "./account-invariants.ts";
import type { Books, OurEvent, OurPayment, TheirPayment } from "./books.ts";
import { holdInvariants } from "./hold-invariants.ts";
import { pointsInvariants } from "./points-invariants.ts";
import { tellsOnce } from "./shop-tables.ts";
import { cameBefore, type Invariant, report, type Violation } from "./violation.ts";

/** What the shop has of a payment at PayPay. A cancelled one is FAILED and has given everything back. */
const theirs = ({ status, captured, refunded }: TheirPayment) =>
  status === "FAILED" ? 0 : captured - refunded;

/** I1: PayPay holds no more of an order than the shop last approved. */
export const noMoreThanApproved: Invariant = ({ payments, upstream, prices }) => {
  const found = report("I1", "doubled");
  const order = new Map(payments.map((payment) => [payment.id, payment.order]));
  const held = new Map<string, number>();
  for (const payment of upstream.payments) {
    const name = order.get(payment.id) ?? "";
    held.set(name, (held.get(name) ?? 0) + theirs(payment));
  }
  return [...held].flatMap(([name, amount]) => {
    const approved = prices.get(name) ?? 0;
    return amount > approved ? [found(name, `PayPay holds ${amount}, the shop approved ${approved}`)] : [];
  });
};

/** I2: money that PayPay holds is paid in our record, to the yen, or a duplicate that a person is told of. */
export const noMoneyUnseen: Invariant = ({ payments, upstream }) => {
  const found = report("I2", "lost");
  const ours = new Map(payments.map((payment) => [payment.id, payment]));
  return upstream.payments.flatMap((payment) => {
    const net = theirs(payment);
    const row = ours.get(payment.id);
    if (row === undefined) return [found(payment.id, "PayPay was paid for what we have no record of")];
    if (net === 0) return [];
    if (row.status !== "completed")
      return [found(payment.id, `PayPay holds ${net}, our record says ${row.status}`)];
    if (row.captured - row.refunded !== net) {
      return [found(payment.id, `PayPay holds ${net}, our record ${row.captured - row.refunded}`)];
    }
    const placed =
      row.fulfilment === "fulfilling" || (row.fulfilment === "duplicate" && row.attention !== null);
    return placed ? [] : [found(payment.id, `it is paid, and to its order it is ${row.fulfilment}`)];
  });
};

/** I3: what we call paid is paid at PayPay, and an answer to our own call with that amount stands in the history. */
export const paidByEvidence: Invariant = ({ payments, events, upstream }) => {
  const found = report("I3", "lost");
  const ledger = new Map(upstream.payments.map((payment) => [payment.id, payment]));
  const history = eventsByPayment(events);
  return payments.flatMap((payment) => {
    if (payment.captured === 0) return [];
    const paid = ledger.get(payment.id);
    if (paid === undefined) return [found(payment.id, "we call it paid, PayPay does not know of it")];
    const net = payment.status === "completed" ? payment.captured - payment.refunded : 0;
    if (net > theirs(paid)) return [found(payment.id, `we think to hold ${net}, PayPay has ${theirs(paid)}`)];
    const evidence = (history.get(payment.id) ?? []).some((event) => isEvidence(event, payment));
    return evidence ? [] : [found(payment.id, "no answer of PayPay's in its history says that it is paid")];
  });
};

function isEvidence(
  { kind, detail }: OurEvent,
  { ordered, captured, captureMode, currency }: OurPayment,
): boolean {
  if (kind !== "changed") return false;
  // Of held money another amount may have been taken: whether that was meant is asked elsewhere.
  const right = captureMode === "manual" ? captured : ordered;
  const said = JSON.stringify(detail);
  return (
    said.includes('"source":"provider"') &&
    said.includes('"status":"completed"') &&
    (said.includes(`"captured":{"amount":${right},"currency":"${currency}"}`) ||
      said.includes(`"captured":{"currency":"${currency}","amount":${right}}`))
  );
}

const live = ["created", "pending", "authorized"];
const openOperations = ["requested", "uncertain", "accepted", "awaiting_shopper"];

/** I4: nothing is unfinished, unless a person was called; and nothing unfinished is without a due time. */
export const nothingStuck: Invariant = ({ payments, operations, deliveries }) => {
  const found = report("I4", "stuck");
  const stuck = payments.filter(({ status, attention }) => live.includes(status) && attention === null);
  return [
    ...stuck.map(({ id, status, nextLookAt }) =>
      found(
        id,
        `it stands at ${status}, ${nextLookAt === null ? "and nobody will look" : "and is still watched"}`,
      ),
    ),
    ...operations
      .filter(({ status }) => openOperations.includes(status))
      .map(({ id, payment, kind, status }) => found(payment, `its ${kind} ${id} stands at ${status}`)),
    ...deliveries
      .filter(({ delivered }) => !delivered)
      .filter(
        ({ payment, kind }) =>
          !isOver(
            kind,
            payments.find(({ id }) => id === payment),
          ),
      )
      .map(({ payment, kind, nextAttemptAt }) =>
        found(
          payment,
          `its news "${kind}" waits, ${nextAttemptAt === null ? "and nobody will tell it" : "untold"}`,
        ),
      ),
  ];
};

/** The shop need not hear that an order is paid whose money has all gone back, nor of an end that was none. */
function isOver(news: string, payment: OurPayment | undefined): boolean {
  if (payment === undefined) return false;
  if (news === "paid") return payment.fulfilment === "undone";
  if (news === "authorized") return !["authorized", "completed"].includes(payment.status);
  return ["canceled", "expired"].includes(news) && payment.status !== news;
}

/** I5, first half: the shop has heard of each paid order. */
export const everyPaidOrderTold: Invariant = ({ payments, told }) => {
  const found = report("I5", "never told");
  const heard = new Set(told.filter(({ kind }) => kind === "paid").map(({ payment }) => payment));
  return payments
    .filter(({ id, fulfilment }) => fulfilment === "fulfilling" && !heard.has(id))
    .map(({ id, order }) => found(id, `it pays ${order}, and onPaid never heard of it`));
};

/**
 * I5, second half: once, that an order is paid and that its money is held. Without the shop's own transaction the same
 * news may be repeated, under the same id.
 */
export const noOrderToldTwice: Invariant = (books) => [
  ...toldTwice(books, { news: "paid", hook: "onPaid", isOver: ({ fulfilment }) => fulfilment === "undone" }),
  ...toldTwice(books, {
    news: "authorized",
    hook: "onAuthorized",
    // A hold that has ended leaves its order free.
    isOver: ({ status, fulfilment }) =>
      fulfilment === "undone" || !["authorized", "completed"].includes(status),
  }),
];

function toldTwice(
  { payments, told }: Books,
  { news, hook, isOver: isOverNow }: { news: string; hook: string; isOver: (payment: OurPayment) => boolean },
): Violation[] {
  const found = report("I5", "told twice");
  const over = new Set(payments.filter(isOverNow).map(({ id }) => id));
  const byOrder = Map.groupBy(
    told.filter(({ kind }) => kind === news),
    ({ order }) => order,
  );
  return [...byOrder].flatMap(([order, heard]) => {
    const twice = [...Map.groupBy(heard, ({ payment }) => payment)].flatMap(([payment, times]) => {
      const ids = new Set(times.map(({ delivery }) => delivery)).size;
      if (ids > 1) return [found(payment, `${hook} heard of it under ${ids} ids`)];
      const repeated = times.length > 1 && tellsOnce(order);
      return repeated
        ? [found(payment, `${hook} kept it ${times.length} times in the shop's transaction`)]
        : [];
    });
    // An order whose money went back in full may be paid again.
    const counting = new Set(heard.map(({ payment }) => payment).filter((id) => !over.has(id)));
    return counting.size > 1
      ? [...twice, found(order, `${hook} heard of ${counting.size} payments of it`)]
      : twice;
  });
}

/** I6: no more goes back than came, and never by refund and cancel both. */
export const noMoreBackThanCame: Invariant = ({ upstream }) => {
  const found = report("I6", "doubled");
  return upstream.payments.flatMap(({ id, status, captured, refunded }) => {
    if (refunded > captured) return [found(id, `${refunded} was given back of ${captured}`)];
    return status === "FAILED" && refunded > 0 ? [found(id, "it was refunded and cancelled")] : [];
  });
};

/** The emulator contradicts nothing that we asked for, so nobody may be called for a contradiction. */
export const noFalseAlarm: Invariant = ({ payments }) => {
  const found = report("I4", "stuck");
  return payments
    .filter(({ attention }) => attention === "mismatch")
    .map(({ id }) => found(id, "it waits for a person, and PayPay's book says what ours says"));
};

const paths: Readonly<Record<string, readonly string[]>> = {
  created: ["pending", "authorized", "completed", "canceled", "expired", "failed"],
  pending: ["authorized", "completed", "canceled", "expired", "failed"],
  authorized: ["completed", "canceled", "expired", "failed"],
  completed: ["canceled"],
  canceled: ["completed", "authorized"],
  expired: ["completed", "authorized", "canceled"],
  failed: ["completed", "authorized", "canceled"],
};

/** I7: each history begins with an intent, follows the allowed ways, and its versions rise by one. */
export const historyIsAPath: Invariant = ({ payments, events }) => {
  const found = report("I7", "broken");
  const history = eventsByPayment(events);
  return payments.flatMap(({ id, version, status }) => {
    const path = history.get(id) ?? [];
    const [first] = path;
    if (first?.kind !== "started" || first.status !== "created")
      return [found(id, "its history has no beginning")];
    const gap = path.findIndex((event, at) => event.version !== at + 1);
    if (gap >= 0) return [found(id, `version ${gap + 1} is missing from its history, or there twice`)];
    const last = path.at(-1);
    if (last?.version !== version || last.status !== status) {
      return [
        found(id, `its history ends at ${last?.status} ${last?.version}, it stands at ${status} ${version}`),
      ];
    }
    return path.flatMap((event, at) => {
      const before = path[at - 1];
      const moved = before !== undefined && before.status !== event.status;
      const allowed = !moved || paths[before.status]?.includes(event.status);
      return allowed ? [] : [found(id, `it went from ${before?.status} to ${event.status}`)];
    });
  });
};

/** Beside the schedule: the look that finds the end, one after a start, one under a claim whose holder was killed. */
const looksBeside = 3;

/**
 * I8: PayPay is asked about a live payment once an interval, and sooner only for a hint or around a delete: whoever looks
 * holds a claim, so looks by several processes never come together.
 */
export const politeLooks: Invariant = ({ payments, upstream, forged, pollIntervalMs }) => {
  const found = report("I8", "broken");
  // What a fault struck may have been tried again within the same look.
  const looks = Map.groupBy(upstream.calls.filter(isLook), ({ merchantPaymentId }) => merchantPaymentId);
  const deletes = Map.groupBy(upstream.calls.filter(isDelete), ({ path }) => path.split("/").at(-1));
  const codes = new Map(upstream.codes.map(({ payment, codeId }) => [payment, codeId]));
  const forgeries = Map.groupBy(forged, (id) => id);
  return payments.flatMap(({ id, closedAt }) => {
    const live = (looks.get(id) ?? []).filter(({ at }) => closedAt !== null && at <= closedAt);
    const early = live.filter(({ at }, nth) => {
      const before = live[nth - 1];
      return before !== undefined && at - before.at < pollIntervalMs;
    });
    const hints = (forgeries.get(id)?.length ?? 0) + trueHints;
    const most = hints + 2 * (deletes.get(codes.get(id))?.length ?? 0) + looksBeside;
    return early.length > most ? [found(id, `${early.length} looks came early, ${most} are polite`)] : [];
  });
};

/** The webhook of its payment, and one that was repeated. */
const trueHints = 2;

type Call = Books["upstream"]["calls"][number];

function isLook({ method, path, fault }: Call): boolean {
  return method === "GET" && /^\/v\d\/(codes\/payments|payments|requestOrder)\//.test(path) && fault === null;
}

function isDelete({ method, path }: Call): boolean {
  return method === "DELETE" && path.startsWith("/v2/codes/");
}

/** I9: a forged notification moves nothing: what it called paid is paid only if PayPay says so, and no row appears. */
export const forgeriesMoveNothing: Invariant = ({ payments, upstream, forged }) => {
  const found = report("I9", "broken");
  const ledger = new Set(upstream.payments.map(({ id }) => id));
  const ours = new Map(payments.map((payment) => [payment.id, payment]));
  return [...new Set(forged)].flatMap((id) => {
    const row = ours.get(id);
    if (row === undefined || ledger.has(id)) return [];
    return row.captured > 0 || row.status === "completed" ? [found(id, "a forged notification paid it")] : [];
  });
};

/** I10: whatever PayPay did for us, we had written down before that we would ask for it. */
export const intentsComeFirst: Invariant = ({ payments, operations, upstream }) => {
  const found = report("I10", "lost");
  const ours = new Map(payments.map((payment) => [payment.id, payment]));
  const refunds = new Map(operations.map((operation) => [operation.id, operation]));
  return [
    ...upstream.codes.flatMap(({ payment, createdAt }) => {
      const row = ours.get(payment);
      return row !== undefined && cameBefore(row.createdAt, createdAt)
        ? []
        : [found(payment, "its code was made without an intent")];
    }),
    ...upstream.refunds.flatMap(({ id, payment, amount, acceptedAt }) => {
      const row = refunds.get(id);
      const intended = row !== undefined && row.amount === amount && row.payment === payment;
      return intended && cameBefore(row.requestedAt, acceptedAt)
        ? []
        : [found(payment, `its refund ${id} of ${amount} was made without an intent`)];
    }),
    ...upstream.calls.filter(isCancel).flatMap(({ merchantPaymentId, at }) => {
      const intended = operations.some(
        ({ payment, requestedAt }) => payment === merchantPaymentId && cameBefore(requestedAt, at),
      );
      const isCode = ours.get(merchantPaymentId ?? "")?.method === "code";
      return intended || !isCode
        ? []
        : [found(merchantPaymentId ?? "", "it was cancelled without an intent")];
    }),
  ];
};

function isCancel({ method, path }: Call): boolean {
  return method === "DELETE" && path.startsWith("/v2/payments/");
}

/** I11: no secret stands in a log. The line itself is not repeated here. */
export const noSecretInLogs: Invariant = ({ leaks }) =>
  leaks.length === 0 ? [] : [report("I11", "broken")("the logs", `${leaks.length} lines hold a secret`)];

/** No fault, and nothing that anybody sends, ends a server: only we kill. */
export const noServerFalls: Invariant = ({ crashes }) =>
  crashes.map((crash) => report("I0", "broken")("a server", crash));

export const invariants: readonly Invariant[] = [
  noMoreThanApproved,
  noMoneyUnseen,
  paidByEvidence,
  nothingStuck,
  noFalseAlarm,
  everyPaidOrderTold,
  noOrderToldTwice,
  noMoreBackThanCame,
  historyIsAPath,
  politeLooks,
  forgeriesMoveNothing,
  intentsComeFirst,
  noSecretInLogs,
  noServerFalls,
  ...holdInvariants,
  ...accountInvariants,
  ...pointsInvariants,
];

export function eventsByPayment(events: readonly OurEvent[]): Map<string, OurEvent[]> {
  return Map.groupBy(events, ({ payment }) => payment);
}
