"use client";

import { forwardRef } from "react";
import { accountLanguages } from "#account-languages";
import type { AccountState } from "../account-state.ts";
import type { LinkOptions } from "../hooks/use-account.ts";
import type { LinkedAccount } from "../hooks/use-linked-account.ts";
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

export interface LinkAccountCardProps extends CardProps, LinkedAccount, LinkOptions {
  signInHref: string | undefined;
}

/** What `<LinkAccountButton>` shows. */
export const LinkAccountCard = forwardRef<HTMLElement, LinkAccountCardProps>(
  function LinkAccountCard(props, ref) {
    const { state, link, scan, confirm, dismiss, unlink, look, ...own } = props;
    const { returnTo, signInHref, children, ...rest } = own;
    return (
      <AccountCard data-slot="link-account" {...rest} ref={ref} state={state}>
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
  },
);

type SignInLinkProps = PartProps<"a", AccountState>;

const SignInLink = createPart(
  "a",
  "sign-in-link",
  ({ state: _state, ...props }: SignInLinkProps, { say }) =>
    props.href ? { children: say("account.signIn"), ...props, emphasis: "primary" } : null,
  accountLanguages,
);
