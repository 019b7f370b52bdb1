"use client";

import type { AccountView } from "@kaikei/server/contract";
import { useCallback, useEffect, useRef, useState } from "react";
import useSWR, { useSWRConfig } from "swr";
import type { AccountPage } from "../account-actions.ts";
import type { Doing, OwnAccountState } from "../account-state.ts";
import { useKaikeiSettings } from "../kaikei-context.ts";
import { accountActions, begin, loadInTime, notSent } from "../wire/load.ts";
import type { PaymentProblem } from "../wire/problem.ts";
import { ownSwr } from "./own-swr.ts";
import { useLatest } from "./use-latest.ts";

/** Where she comes back to. */
export interface LinkOptions {
  /** A path of the shop; where she is now unless told. */
  returnTo?: string | undefined;
}

/** What is known of the customer's account; `useAccountState` says what she sees of it. */
export interface KnownAccount {
  view: AccountView | undefined;
  problem: PaymentProblem | undefined;
  own: OwnAccountState;
}

/** That, and what may be done with it. */
export interface Account extends KnownAccount {
  /** Asks the server now. */
  look(): void;
  /** Shows this and nothing else: whatever is under way goes on unseen. */
  show(own: Partial<OwnAccountState>): void;
  /** One thing at a time. */
  act(doing: Doing): Promise<void>;
}

const scanPaceMs = 3_000;
const nothingDone: OwnAccountState = { doing: null, outcome: null, notHers: null, refusal: null };

/** The account that the customer has linked, and the way to PayPay to link it: what `<PayPayButton>` needs of it. */
export function useAccount(): Account {
  const { endpoint, customer } = useKaikeiSettings();
  const key = `@kaikei/react ${endpoint.basePath} account ${customer}`;
  // What one customer did here is nothing to the next one, nor to herself when she is back.
  const [held, setHeld] = useState({ key, own: nothingDone });
  if (held.key !== key) setHeld({ key, own: nothingDone });
  const own = held.key === key ? held.own : nothingDone;
  const turn = useRef<AccountPage | null>(null);
  const show = useCallback(
    (changed: Partial<OwnAccountState>) => {
      turn.current = null;
      setHeld(({ own: { notHers } }) => ({ key, own: { ...nothingDone, notHers, ...changed } }));
    },
    [key],
  );

  const { data: view, error: problem } = useSWR<AccountView, PaymentProblem>(
    key,
    async () => {
      const actions = await loadInTime(accountActions);
      const answer = actions ? await actions.fetchAccount(endpoint) : notSent;
      return answer.ok ? answer.value : Promise.reject(answer.problem);
    },
    {
      refreshInterval: own.doing?.kind === "scanning" && own.doing.start ? scanPaceMs : 0,
      shouldRetryOnError: (problem) => problem.retryable,
      onErrorRetry: (problem, _key, _config, look, again) => {
        const pauseMs = Math.min(30_000, 1_500 * 2 ** again.retryCount) * (1 + Math.random() / 2);
        setTimeout(look, Math.max(pauseMs, problem.retryAfterMs ?? 0), again);
      },
      isPaused: () => false,
      revalidateOnMount: true,
      revalidateIfStale: true,
      dedupingInterval: 2_000,
      ...ownSwr,
    },
  );
  // By its key: an answer may come when somebody else is signed in.
  const { mutate } = useSWRConfig();
  const look = useCallback(() => mutate(key), [mutate, key]);
  const latestEndpoint = useLatest(endpoint);

  useEffect(() => {
    const end = begin(accountActions, ({ watchReturns }) => watchReturns(show, look));
    return () => {
      // She has left, or somebody else is signed in. A router may keep the page hidden, and show it again.
      if (turn.current) show({});
      end();
    };
  }, [show, look]);

  const act = useCallback(
    async (doing: Doing) => {
      if (turn.current?.busy) return;
      show({ doing });
      const page: AccountPage = {
        endpoint: latestEndpoint.current,
        busy: true,
        turn,
        show,
        know: (...known) => mutate(key, ...known),
      };
      turn.current = page;
      const actions = await loadInTime(accountActions);
      if (turn.current !== page) return;
      if (actions) return actions.carryOut(doing, page);
      show({ refusal: notSent.problem });
    },
    [latestEndpoint, show, mutate, key],
  );

  return { view, problem, own, look, show, act };
}
