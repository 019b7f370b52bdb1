"use client";

import { forwardRef, type ReactNode } from "react";
import { LinkAccountCard } from "#cards";
import type { LinkOptions } from "../hooks/use-account.ts";
import { useLinkedAccount } from "../hooks/use-linked-account.ts";
import type { CardProps } from "../parts/card.tsx";

/** Props of {@link LinkAccountButton}: those of its `<section>`, and the ways in and back. */
export interface LinkAccountButtonProps extends CardProps, LinkOptions {
  /** Where to sign in to the shop: a link for who is not. */
  signInHref?: string | undefined;
  /** Shown in its place to who is not signed in: the shop's own way to do so. */
  children?: ReactNode;
}

/**
 * Links the customer's PayPay account to the shop, shows the one that is linked, and ends the link. She goes to
 * PayPay's page and comes back; on a desktop she may use her phone instead, by a code.
 *
 * @example
 * ```tsx
 * <LinkAccountButton signInHref="/sign-in" />
 * ```
 */
export const LinkAccountButton = forwardRef<HTMLElement, LinkAccountButtonProps>(function LinkAccountButton(
  { signInHref, ...props },
  ref,
) {
  const linked = useLinkedAccount();
  return <LinkAccountCard {...props} {...linked} ref={ref} signInHref={signInHref} />;
});
