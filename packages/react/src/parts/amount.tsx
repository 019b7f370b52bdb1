"use client";

import type { PaymentView } from "@kaikei/server/contract";
import { createPart, type PartProps } from "./create-part.ts";

export type AmountProps = PartProps<"p"> & {
  /** What the shop's page knows, until the server has said it. */
  expected?: PaymentView["amount"] | undefined;
};

/** What the order costs, as the server says it, and once money was taken how much. Keeps its place while that is not known yet. */
export const Amount = createPart("p", "amount", ({ state, expected, ...props }: AmountProps, words) => {
  const { amount = expected, captured = 0 } = state.payment ?? {};
  // Of held money the shop may take less, or more with her consent.
  const known = amount && captured > 0 ? { ...amount, value: captured } : amount;
  if (!known && (state.phase === "error" || state.phase === "ready")) return null;
  const children = (
    <>
      <span data-slot="amount-label">{words.say("amount.label")}</span>{" "}
      <strong data-slot="amount-value">{known ? words.amount(known) : "\u2007"}</strong>
    </>
  );
  return { children, ...props };
});
