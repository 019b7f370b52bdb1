"use client";

import type { PaymentView } from "@kaikei/server/contract";
import { forwardRef, type HTMLAttributes } from "react";
import { useWords } from "../hooks/use-words.ts";
import type { PartProps } from "./part-props.ts";
import { renderPart } from "./render-part.ts";

export type AmountProps = PartProps<HTMLParagraphElement, HTMLAttributes<HTMLParagraphElement>> & {
  /** What the shop's page knows, until the server has said it. */
  expected?: PaymentView["amount"] | undefined;
};

/** What the order costs, as the server says it. Keeps its place while that is not known yet. */
export const Amount = forwardRef<HTMLParagraphElement, AmountProps>(function Amount(
  { state, expected, render, ...props },
  ref,
) {
  const { say, amount } = useWords();
  const known = state.payment?.amount ?? expected;
  if (!known && (state.phase === "error" || state.phase === "ready")) return null;
  const children = (
    <>
      <span data-slot="amount-label">{say("amount.label")}</span>{" "}
      <strong data-slot="amount-value">{known ? amount(known) : "\u2007"}</strong>
    </>
  );
  return renderPart(
    "p",
    { children, ...props, ref, "data-slot": "amount", "data-status": state.phase },
    render,
  );
});
