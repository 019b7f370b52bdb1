"use client";

import type { AccountLinkOutcome, AccountView } from "@kaikei/server/contract";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import useSWR from "swr";
import { type AccountState, accountState, type Doing, nothingDone } from "../account-state.ts";
import { useKaikeiSettings } from "../kaikei-context.ts";
import { accountActions, load, loadWithin, notSent, patienceMs } from "../wire/load.ts";
import type { PaymentProblem } from "../wire/problem.ts";
import { ownSwr } from "./own-swr.ts";
import { useLatest } from "./use-latest.ts";
import { useLinkOutcome } from "./use-link-outcome.ts";
import { useMounted } from "./use-mounted.ts";

/** Where she comes back to. */
export interface LinkOptions {
  /** A path of the shop; where she is now unless told. */
  returnTo?: string | undefined;
}

/** What {@link useLinkedAccount} gives. Each action is sent once, however often it is called meanwhile. */
export interface LinkedAccount {
  state: AccountState;
  /** Goes to PayPay's page, where she agrees. */
  link(options?: LinkOptions): Promise<void>;
  /** Fetches the address of that page as a code for her phone, and asks until it has worked or its time is over. */
  scan(options?: LinkOptions): Promise<void>;
  /** "Yes, it is mine": in the phase `confirm`. */
  confirm(): Promise<void>;
  /** Takes the code away, or says "that is not mine". */
  dismiss(): void;
  unlink(): Promise<void>;
  /** Asks the server now. */
  look(): void;
}

const scanPaceMs = 3_000;

/**
 * The PayPay account that the customer has linked: one request for all who ask, again when she comes back to the tab.
 * The shop's cookies say who she is.
 *
 * @example
 * ```tsx
 * const { state, link, unlink } = useLinkedAccount();
 * if (state.phase === "linked") return <button onClick={unlink}>Unlink {state.account.maskedPhone}</button>;
 * if (state.phase === "not_linked") return <button onClick={() => link()}>Link PayPay</button>;
 * ```
 */
export function useLinkedAccount(): LinkedAccount {
  const { endpoint, customer } = useKaikeiSettings();
  const [own, setOwn] = useState(nothingDone);
  const busy = useRef(false);
  const mounted = useMounted();
  const scanned = own.doing?.kind === "scanning" ? own.doing.start : null;

  const { data, error, mutate } = useSWR<AccountView, PaymentProblem>(
    `@kaikei/react ${endpoint.basePath} account ${customer}`,
    async () => {
      const { fetchAccount } = await load(accountActions);
      const answer = await fetchAccount(endpoint);
      return answer.ok ? answer.value : Promise.reject(answer.problem);
    },
    {
      refreshInterval: scanned ? scanPaceMs : 0,
      shouldRetryOnError: (problem) => problem.retryable,
      onErrorRetry: (problem, _key, _config, look, again) => {
        const pauseMs = Math.min(30_000, 1_500 * 2 ** again.retryCount) * (1 + Math.random() / 2);
        setTimeout(look, Math.max(pauseMs, problem.retryAfterMs ?? 0), again);
      },
      focusThrottleInterval: 1_000,
      ...ownSwr,
    },
  );
  const state = useMemo(() => accountState(data, error, own), [data, error, own]);
  const latest = useLatest({
    endpoint,
    mounted,
    setOwn,
    look: () => mutate(),
    learn: (account: AccountView) => mutate(account, { revalidate: false }),
  });
  const look = useCallback(() => void mutate(), [mutate]);

  const come = useCallback((outcome: AccountLinkOutcome) => setOwn({ ...nothingDone, outcome }), []);
  useLinkOutcome(come);

  const linked = data?.status === "linked";
  useEffect(() => {
    if (!scanned) return;
    if (linked) return come("linked");
    const timer = setTimeout(come, scanned.expiresAt - scanned.serverTime, "expired");
    return () => clearTimeout(timer);
  }, [scanned, linked, come]);

  useEffect(() => {
    // Back from PayPay's page by the back button: this page is as she left it, on its way there.
    const onPageShow = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      setOwn(nothingDone);
      look();
    };
    addEventListener("pageshow", onPageShow);
    return () => removeEventListener("pageshow", onPageShow);
  }, [look]);

  /** One thing at a time. */
  const act = useCallback(
    async (doing: Doing) => {
      if (busy.current) return;
      busy.current = true;
      const onAnswer = () => {
        busy.current = false;
      };
      setOwn({ ...nothingDone, doing });
      const actions = await loadWithin(patienceMs, accountActions);
      if (actions) return actions.carryOut(doing, { ...latest.current, onAnswer });
      onAnswer();
      setOwn({ ...nothingDone, refusal: notSent });
    },
    [latest],
  );

  const link = useCallback(
    ({ returnTo = here() }: LinkOptions = {}) => act({ kind: "leaving", returnTo }),
    [act],
  );
  const scan = useCallback(
    ({ returnTo = here() }: LinkOptions = {}) => act({ kind: "scanning", returnTo, start: null }),
    [act],
  );
  const unlink = useCallback(() => act({ kind: "unlinking" }), [act]);

  const attempt = state.phase === "confirm" ? state.attempt : null;
  const confirm = useCallback(async () => {
    if (attempt !== null) await act({ kind: "linking", attempt });
  }, [act, attempt]);
  const dismiss = useCallback(
    () => setOwn(attempt === null ? nothingDone : { ...nothingDone, outcome: "declined", notHers: attempt }),
    [attempt],
  );

  return { state, link, scan, confirm, dismiss, unlink, look };
}

function here(): string {
  return location.pathname + location.search;
}
