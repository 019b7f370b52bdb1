"use client";

import { forwardRef, type ReactNode } from "react";
import type { AccountState } from "../account-state.ts";
import { type LinkOptions, useLinkedAccount } from "../hooks/use-linked-account.ts";
import { AccountCard } from "../parts/account-card.tsx";
import { AccountMessage } from "../parts/account-message.tsx";
import type { CardProps } from "../parts/card.tsx";
import { ConfirmLink } from "../parts/confirm-link.tsx";
import { createPart, type PartProps } from "../parts/create-part.ts";
import { LinkButton } from "../parts/link-button.tsx";
import { LinkQrCode } from "../parts/link-qr-code.tsx";
import { RetryButton } from "../parts/retry-button.tsx";
import { ScanButton } from "../parts/scan-button.tsx";
import { TestBadge } from "../parts/test-badge.tsx";
import { UnlinkButton } from "../parts/unlink-button.tsx";

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
  { returnTo, signInHref, children, ...props },
  ref,
) {
  const { state, link, scan, confirm, dismiss, unlink, look } = useLinkedAccount();
  return (
    <AccountCard data-slot="link-account" {...props} ref={ref} state={state}>
      <TestBadge state={state} />
      <AccountMessage state={state} />
      {state.phase === "signed_out" ? (children ?? <SignInLink state={state} href={signInHref} />) : null}
      <LinkQrCode state={state} />
      <ConfirmLink state={state} onConfirm={confirm} onDismiss={dismiss} />
      <LinkButton state={state} onLink={() => link({ returnTo })} />
      <ScanButton state={state} onScan={() => scan({ returnTo })} onClose={dismiss} />
      <UnlinkButton state={state} onUnlink={unlink} />
      <RetryButton state={state} onRetry={look} />
    </AccountCard>
  );
});

type SignInLinkProps = PartProps<"a", AccountState>;

const SignInLink = createPart("a", "sign-in-link", ({ state: _state, ...props }: SignInLinkProps, { say }) =>
  props.href ? { children: say("account.signIn"), ...props, emphasis: "primary" } : null,
);
