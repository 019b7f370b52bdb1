import type { OurOperation, OurPayment, TheirPayment } from "./books.ts";
import { cameBefore, type Invariant, report } from "./violation.ts";

// What must hold of money that is held first, and then taken or let go.

const isHeld = ({ status }: TheirPayment) => status === "AUTHORIZED" || status === "REAUTHORIZING";

/** I2: what PayPay holds for us is held in our record. */
export const noHoldUnseen: Invariant = ({ payments, upstream }) => {
  const found = report("I2", "lost");
  const ours = new Map(payments.map((payment) => [payment.id, payment]));
  return upstream.payments
    .filter((payment) => isHeld(payment) && ours.get(payment.id)?.status !== "authorized")
    .map(({ id }) => found(id, `PayPay holds money, our record says ${ours.get(id)?.status}`));
};

/** I5: the shop has heard of each hold that it could take, or has taken. */
export const everyHoldTold: Invariant = ({ payments, events, told }) => {
  const found = report("I5", "never told");
  const heard = new Set(told.filter(({ kind }) => kind === "authorized").map(({ payment }) => payment));
  const wasHeld = new Set(
    events.filter(({ status }) => status === "authorized").map(({ payment }) => payment),
  );
  return payments
    .filter(({ id, status }) => (status === "authorized" || status === "completed") && wasHeld.has(id))
    .filter(({ id }) => !heard.has(id))
    .map(({ id, order }) => found(id, `it held the money for ${order}, and onAuthorized never heard of it`));
};

/** I5: what the shop hears of an order's money is true: held when it is said to be held, and paid when it is paid. */
export const toldWhatIsTrue: Invariant = ({ told }) => {
  const found = report("I5", "broken");
  return told.flatMap(({ payment, kind, authorized, captured }) => {
    if (kind === "paid" && captured === 0)
      return [found(payment, "onPaid heard of it when nothing was taken")];
    return kind === "authorized" && authorized === 0
      ? [found(payment, "onAuthorized heard of it when nothing was held")]
      : [];
  });
};

/** I6: held money is taken, let go or runs out: one of them, and once. */
export const holdsEndOnce: Invariant = ({ payments, operations, upstream }) => {
  const found = report("I6", "doubled");
  const asked = Map.groupBy(operations, ({ payment }) => payment);
  return [
    ...upstream.payments.flatMap(({ id, captures, revert, status }) => {
      if (captures.length > 1) return [found(id, `${captures.length} captures took its money`)];
      const isLetGo = revert !== null || status === "CANCELED" || status === "EXPIRED";
      return captures.length === 1 && isLetGo ? [found(id, "it was taken and let go")] : [];
    }),
    ...payments.flatMap(({ id }) => {
      const done = (asked.get(id) ?? []).filter(({ status }) => status === "done");
      const ends = done.filter(({ kind }) => kind === "capture" || kind === "revert");
      return ends.length > 1 ? [found(id, `${ends.map(({ kind }) => kind).join(" and ")} are done`)] : [];
    }),
  ];
};

/** I6: what is asked back of a payment and not refused is never more than was taken, also while answers are missing. */
export const refundsAreReserved: Invariant = ({ payments, operations, upstream }) => {
  const found = report("I6", "doubled");
  const asked = Map.groupBy(
    operations.filter(({ kind, status }) => kind === "refund" && status !== "declined"),
    ({ payment }) => payment,
  );
  const tooMuch = payments.flatMap(({ id, captured }) => {
    const sum = (asked.get(id) ?? []).reduce((total, { amount }) => total + amount, 0);
    return sum > captured ? [found(id, `${sum} was asked back of ${captured}`)] : [];
  });
  // Only PayPay's word against it kept the money where it was.
  const refused = upstream.calls
    .filter(({ path, code }) => path === "/v2/refunds" && code === refusedAsTooMuch)
    .map(({ number, code }) => found(`call ${number}`, `more was asked back than was left: ${code}`));
  return [...tooMuch, ...refused];
};

const refusedAsTooMuch = "INVALID_PARAMS";

/** I12: what was taken of a hold is what the shop meant to take, and both books say so of the same capture. */
export const capturedAsIntended: Invariant = ({ payments, operations, upstream }) => {
  const beyond = report("I12", "doubled");
  const lost = report("I12", "lost");
  const theirs = new Map(upstream.payments.map((payment) => [payment.id, payment]));
  const asked = Map.groupBy(operations, ({ payment }) => payment);
  return payments.flatMap((payment) => {
    const captures = (asked.get(payment.id) ?? []).filter(({ kind }) => kind === "capture");
    const taken = theirs.get(payment.id)?.captures ?? [];
    return [
      ...taken.flatMap(({ id, amount, acceptedAt }) => {
        const intent = captures.find((capture) => isOf(id, capture));
        if (intent === undefined) return [lost(payment.id, `${amount} was taken without an intent (${id})`)];
        if (amount !== intent.amount)
          return [beyond(payment.id, `${amount} was taken, ${intent.amount} was meant`)];
        if (!cameBefore(intent.requestedAt, acceptedAt))
          return [lost(payment.id, `${id} was taken before its intent was written`)];
        return intent.status === "done"
          ? []
          : [lost(payment.id, `it was taken, our capture is ${intent.status}`)];
      }),
      ...captures
        .filter(({ status }) => status === "done")
        .filter((capture) => !agrees(payment, { capture, taken }))
        .map(({ id, amount }) =>
          lost(payment.id, `our capture ${id} of ${amount} is done, PayPay's book differs`),
        ),
    ];
  });
};

function agrees(
  { captured }: OurPayment,
  { capture, taken }: { capture: OurOperation; taken: TheirPayment["captures"] },
): boolean {
  return captured === capture.amount && taken.some(({ id }) => isOf(id, capture));
}

/** Each attempt at a capture has an id of its own, which begins with ours. */
function isOf(id: string, capture: OurOperation): boolean {
  return id.startsWith(`${capture.id}_`);
}

/** I12: a hold that was let go for us was let go by an intent, and a revert that is done took no money. */
export const letGoAsIntended: Invariant = ({ operations, upstream }) => {
  const found = report("I12", "lost");
  const reverts = operations.filter(({ kind }) => kind === "revert");
  const taken = new Set(
    upstream.payments.filter(({ captures }) => captures.length > 0).map((payment) => payment.id),
  );
  return [
    ...upstream.payments.flatMap(({ id, revert }) => {
      if (revert === null) return [];
      const intent = reverts.find((each) => each.id === revert.id && each.payment === id);
      return intent && cameBefore(intent.requestedAt, revert.acceptedAt)
        ? []
        : [found(id, "its hold was let go without an intent")];
    }),
    ...reverts
      .filter(({ status, payment }) => status === "done" && taken.has(payment))
      .map(({ payment }) => found(payment, "we think that its hold was let go, and its money was taken")),
  ];
};

export const holdInvariants: readonly Invariant[] = [
  noHoldUnseen,
  everyHoldTold,
  toldWhatIsTrue,
  holdsEndOnce,
  refundsAreReserved,
  capturedAsIntended,
  letGoAsIntended,
];
