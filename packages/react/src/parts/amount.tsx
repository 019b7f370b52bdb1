"use client";

import { forwardRef, type HTMLAttributes } from "react";
import { useWords } from "../hooks/use-words.ts";
import type { PartProps } from "./part-props.ts";
import { renderPart } from "./render-part.ts";

export type AmountProps = PartProps<HTMLParagraphElement, HTMLAttributes<HTMLParagraphElement>>;

/** What the order costs, as the server says it. Keeps its place while that is not known yet. */
export const Amount = forwardRef<HTMLParagraphElement, AmountProps>(function Amount(
  { state, render, ...props },
  ref,
) {
  const { say, amount } = useWords();
  const { payment } = state;
  if (!payment && state.phase === "error") return null;
  const children = (
    <>
      <span data-slot="amount-label">{say("amount.label")}</span>{" "}
      <strong data-slot="amount-value">{payment ? amount(payment.amount) : "\u2007"}</strong>
    </>
  );
  return renderPart(
    "p",
    { children, ...props, ref, "data-slot": "amount", "data-status": state.phase },
    render,
  );
});
