import type { Books, OurEvent } from "./books.ts";
import { walletOf } from "./customer-names.ts";
import { cameBefore, type Invariant, report } from "./violation.ts";

// What must hold where a linked account is charged, or asked for money.

const methods: Readonly<Record<string, string>> = {
  native: "linked_account",
  continuous: "recurring",
  request: "request",
};

/** I10: whatever an account was charged, or asked for, was written down before, in that amount and for that customer. */
export const chargesComeFromIntents: Invariant = ({ payments, upstream }) => {
  const found = report("I10", "lost");
  const ours = new Map(payments.map((payment) => [payment.id, payment]));
  const charged = upstream.payments
    .filter(({ method }) => method in methods)
    .map(({ method, ...payment }) => ({ ...payment, as: methods[method] }));
  const asked = upstream.requests.map((request) => ({
    ...request,
    as: "request",
    acceptedAt: request.createdAt,
  }));
  return [...charged, ...asked].flatMap(({ id, as, amount, wallet, isHold, acceptedAt }) => {
    const row = ours.get(id);
    if (row === undefined || row.method !== as) return [found(id, `a ${as} was made without an intent`)];
    if (!cameBefore(row.createdAt, acceptedAt)) return [found(id, `its ${as} came before its intent`)];
    if (!isHold && amount !== row.ordered)
      return [found(id, `${amount} was asked of her account, ${row.ordered} was meant`)];
    return row.customer !== null && walletOf(row.customer) === wallet
      ? []
      : [found(id, `the account of ${wallet} was charged for ${row.customer}`)];
  });
};

/** I10: what we told PayPay to cancel, because nobody could say what became of it, was written down before. */
export const cancelsOfChargesComeFromIntents: Invariant = ({ payments, operations, events, upstream }) => {
  const found = report("I10", "lost");
  const methodOf = new Map(payments.map(({ id, method }) => [id, method]));
  const isIntended = (id: string, at: number) =>
    operations.some(
      ({ payment, kind, requestedAt }) => payment === id && kind === "cancel" && cameBefore(requestedAt, at),
    ) || events.some((event) => event.payment === id && isGivingUp(event));
  return upstream.calls.filter(isCancel).flatMap(({ merchantPaymentId, at }) => {
    const id = merchantPaymentId ?? "";
    return methodOf.get(id) === "code" || isIntended(id, at)
      ? []
      : [found(id, "it was cancelled without an intent")];
  });
};

function isCancel({ method, path }: Books["upstream"]["calls"][number]): boolean {
  return method === "DELETE" && /^\/v\d\/(payments|requestOrder)\//.test(path);
}

/** Of a charge whose outcome is not known, or of a request that somebody withdraws. */
function isGivingUp({ kind, detail }: OurEvent): boolean {
  if (kind !== "flagged") return false;
  const said = JSON.stringify(detail);
  return said.includes('"cancel":{') || said.includes('"retiring":true');
}

export const accountInvariants: readonly Invariant[] = [
  chargesComeFromIntents,
  cancelsOfChargesComeFromIntents,
];
