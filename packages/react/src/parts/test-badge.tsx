"use client";

import { forwardRef, type HTMLAttributes } from "react";
import { useWords } from "../hooks/use-words.ts";
import type { PartProps } from "./part-props.ts";
import { renderPart } from "./render-part.ts";

export type TestBadgeProps = PartProps<HTMLParagraphElement, HTMLAttributes<HTMLParagraphElement>>;

/** Says that no money moves, wherever the payment's environment is not `production`. */
export const TestBadge = forwardRef<HTMLParagraphElement, TestBadgeProps>(function TestBadge(
  { state, render, ...props },
  ref,
) {
  const { say } = useWords();
  if (!state.payment || state.payment.environment === "production") return null;
  const children = say("test.badge");
  return renderPart(
    "p",
    { children, ...props, ref, "data-slot": "test-badge", "data-status": state.phase },
    render,
  );
});
