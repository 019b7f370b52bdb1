"use client";

import { forwardRef, type HTMLAttributes } from "react";
import type { AccountState } from "../account-state.ts";
import { useWords } from "../hooks/use-words.ts";
import type { PaymentState } from "../payment-state.ts";
import type { PartProps } from "./part-props.ts";
import { renderPart } from "./render-part.ts";

export type TestBadgeProps = PartProps<
  HTMLParagraphElement,
  HTMLAttributes<HTMLParagraphElement>,
  PaymentState | AccountState
> & {
  /** Where it will be, until the state says so. */
  environment?: string | undefined;
};

/** Says that no money moves, wherever the environment is not `production`. */
export const TestBadge = forwardRef<HTMLParagraphElement, TestBadgeProps>(function TestBadge(
  { state, environment, render, ...props },
  ref,
) {
  const { say } = useWords();
  const view = "account" in state ? state.account : state.payment;
  const where = view?.environment ?? environment;
  if (!where || where === "production") return null;
  const children = say("test.badge");
  return renderPart(
    "p",
    { children, ...props, ref, "data-slot": "test-badge", "data-status": state.phase },
    render,
  );
});
