"use client";

import { createPart, type PartProps } from "./create-part.ts";
import { StatusMessage } from "./status-message.tsx";

type CheckoutStatusProps = PartProps<"section">;

/** `<PaymentStatus>` inside another tag. */
export const CheckoutStatus = createPart(
  "section",
  "payment-status",
  ({ state, children, ...props }: CheckoutStatusProps) => ({
    ...props,
    children: (
      <>
        <StatusMessage state={state} />
        {children}
      </>
    ),
  }),
);
