"use client";

import type { AccountState } from "../account-state.ts";
import type { PaymentState } from "../payment-state.ts";
import { createPart, type PartProps } from "./create-part.ts";

export type TestBadgeProps = PartProps<"p", PaymentState | AccountState> & {
  /** Where it will be, until the state says so. */
  environment?: string | undefined;
};

/** Says that no money moves, wherever the environment is not `production`. */
export const TestBadge = createPart(
  "p",
  "test-badge",
  ({ state, environment, ...props }: TestBadgeProps, { say }) => {
    const view = "account" in state ? state.account : state.payment;
    const where = view?.environment ?? environment;
    return where && where !== "production" ? { children: say("test.badge"), ...props } : null;
  },
);
