"use client";

import type { AccountLinkOutcome, AccountView } from "@kaikei/server/contract";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import useSWR from "swr";
import { type AccountState, accountState, type Doing, type OwnAccountState } from "../account-state.ts";
import { useKaikeiSettings } from "../kaikei-context.ts";
import type { Answer, Endpoint } from "../wire/client.ts";
import { load, loadWithin, notSent, patienceMs } from "../wire/load.ts";
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

const nothing: OwnAccountState = { doing: null, outcome: null, notHers: null, refusal: null };
const scanPaceMs = 3_000;
const requests = () => import("../wire/account-client.ts");
type AccountClient = Awaited<ReturnType<typeof requests>>;

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
  const latestEndpoint = useLatest(endpoint);
  const [own, setOwn] = useState(nothing);
  const busy = useRef(false);
  const mounted = useMounted();
  const scanned = own.doing?.kind === "scanning" ? own.doing.start : null;

  const { data, error, mutate } = useSWR<AccountView, PaymentProblem>(
    `@kaikei/react ${endpoint.basePath} account ${customer}`,
    async () => {
      const { fetchAccount } = await load(requests);
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
  const look = useCallback(() => void mutate(), [mutate]);

  const come = useCallback((outcome: AccountLinkOutcome) => setOwn({ ...nothing, outcome }), []);
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
      setOwn(nothing);
      look();
    };
    addEventListener("pageshow", onPageShow);
    return () => removeEventListener("pageshow", onPageShow);
  }, [look]);

  /** One action at a time. Null when it was refused, or another one is under way. */
  const act = useCallback(
    async <T>(
      doing: Doing,
      request: (client: AccountClient, endpoint: Endpoint) => Promise<Answer<T>>,
    ): Promise<T | null> => {
      if (busy.current) return null;
      busy.current = true;
      setOwn({ ...nothing, doing });
      const client = await loadWithin(patienceMs, requests);
      const answer = client && (await request(client, latestEndpoint.current));
      busy.current = false;
      if (answer?.ok) return answer.value;
      // She may have signed out, or the answer was lost: a look knows.
      if (answer) await mutate();
      setOwn({ ...nothing, refusal: answer ? answer.problem : notSent });
      return null;
    },
    [mutate, latestEndpoint],
  );

  const link = useCallback(
    async ({ returnTo = here() }: LinkOptions = {}) => {
      const start = await act({ kind: "leaving" }, ({ beginLink }, endpoint) =>
        beginLink(endpoint, returnTo),
      );
      if (start && mounted.current) location.assign(start.url);
    },
    [act, mounted],
  );

  const scan = useCallback(
    async ({ returnTo = here() }: LinkOptions = {}) => {
      const start = await act({ kind: "scanning", start: null }, ({ beginLink }, endpoint) =>
        beginLink(endpoint, returnTo),
      );
      // Unless she has turned away meanwhile.
      if (start) setOwn((now) => (now.doing ? { ...nothing, doing: { kind: "scanning", start } } : now));
    },
    [act],
  );

  const attempt = state.phase === "confirm" ? state.attempt : null;
  const confirm = useCallback(async () => {
    if (attempt === null) return;
    const account = await act({ kind: "linking" }, ({ confirmLink }, endpoint) =>
      confirmLink(endpoint, attempt),
    );
    if (!account) return;
    await mutate(account, { revalidate: false });
    come("linked");
  }, [act, attempt, come, mutate]);

  const dismiss = useCallback(
    () => setOwn(attempt === null ? nothing : { ...nothing, outcome: "declined", notHers: attempt }),
    [attempt],
  );

  const unlink = useCallback(async () => {
    const account = await act({ kind: "unlinking" }, ({ unlinkAccount }, endpoint) =>
      unlinkAccount(endpoint),
    );
    if (!account) return;
    await mutate(account, { revalidate: false });
    setOwn(nothing);
  }, [act, mutate]);

  return { state, link, scan, confirm, dismiss, unlink, look };
}

function here(): string {
  return location.pathname + location.search;
}
