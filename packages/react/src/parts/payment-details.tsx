"use client";

import type { PaymentView } from "@kaikei/server/contract";
import type { Words } from "../hooks/use-words.ts";
import type { PaymentState } from "../payment-state.ts";
import { createPart, type PartProps } from "./create-part.ts";

export type PaymentDetailsProps = PartProps<"dl">;

/** Order, when and how it was paid, what was taken and given back, and the payment's id. Only where money was taken or is held. */
export const PaymentDetails = createPart(
  "dl",
  "payment-details",
  ({ state, ...props }: PaymentDetailsProps, words) => {
    if (!hasMoney(state)) return null;
    const children = detailsOf(state.payment, words).map(([name, value]) => (
      <div key={name} data-slot="payment-detail" data-detail={name}>
        <dt>{words.say(`receipt.${name}`)}</dt>
        <dd>{value}</dd>
      </div>
    ));
    return { children, ...props };
  },
);

type Paid = Extract<PaymentState, { phase: "authorized" | "completed" | "canceled" }>;

/** Money was taken, or is held. */
export function hasMoney(state: PaymentState): state is Paid {
  if (state.phase === "canceled") return state.payment.paidAt !== null;
  return state.phase === "authorized" || state.phase === "completed";
}

type Detail = readonly [
  name: "order" | "paidAt" | "method" | "captured" | "refunded" | "reference",
  value: string,
];

function detailsOf(payment: PaymentView, words: Words): Detail[] {
  const { order, paidAt, method, amount, captured, refunded, status, id } = payment;
  const money = (value: number) => words.amount({ ...amount, value });
  // Canceled after it was paid: all of it went back.
  const back = status === "canceled" ? captured || amount.value : refunded;
  const less = captured > 0 && captured !== amount.value;
  return [
    ["order", order],
    ...(paidAt === null ? [] : [["paidAt", words.date(paidAt)] as const]),
    ["method", words.say(`method.${method}`)],
    ...(less ? [["captured", money(captured)] as const] : []),
    ...(back > 0 ? [["refunded", money(back)] as const] : []),
    ["reference", id],
  ];
}
