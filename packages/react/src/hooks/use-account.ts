"use client";

import type { AccountView } from "@kaikei/server/contract";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import useSWR from "swr";
import {
  type AccountState,
  accountState,
  type Doing,
  nothingDone,
  type OwnAccountState,
} from "../account-state.ts";
import { useKaikeiSettings } from "../kaikei-context.ts";
import { accountActions, begin, loadInTime, notSent } from "../wire/load.ts";
import type { PaymentProblem } from "../wire/problem.ts";
import { ownSwr } from "./own-swr.ts";
import { useLatest } from "./use-latest.ts";
import { useMounted } from "./use-mounted.ts";

/** Where she comes back to. */
export interface LinkOptions {
  /** A path of the shop; where she is now unless told. */
  returnTo?: string | undefined;
}

/** How the customer's linked account stands, and the way to PayPay to link it. */
export interface Account {
  state: AccountState;
  /** Goes to PayPay's page, where she agrees. */
  link(options?: LinkOptions): Promise<void>;
  /** Asks the server now. */
  look(): void;
}

/** The same with what more may be done with it. */
interface OwnAccount extends Account {
  own: OwnAccountState;
  /** Shows this and nothing else. */
  show(own: Partial<OwnAccountState>): void;
  /** One thing at a time. */
  act(doing: Doing): Promise<void>;
}

const scanPaceMs = 3_000;

/** The account that the customer has linked, and the way to PayPay to link it: what `<PayPayButton>` needs of it. */
export function useAccount(): OwnAccount {
  const { endpoint, customer } = useKaikeiSettings();
  const [own, setOwn] = useState(nothingDone);
  const show = useCallback((changed: Partial<OwnAccountState>) => setOwn({ ...nothingDone, ...changed }), []);
  const busy = useRef(false);
  const mounted = useMounted();

  const { data, error, mutate } = useSWR<AccountView, PaymentProblem>(
    `@kaikei/react ${endpoint.basePath} account ${customer}`,
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
      focusThrottleInterval: 1_000,
      ...ownSwr,
    },
  );
  const state = useMemo(() => accountState(data, error, own), [data, error, own]);
  const look = useCallback(() => void mutate(), [mutate]);
  const latestEndpoint = useLatest(endpoint);

  useEffect(() => begin(accountActions, ({ watchReturns }) => watchReturns(show, mutate)), [show, mutate]);

  const act = useCallback(
    async (doing: Doing) => {
      if (busy.current) return;
      busy.current = true;
      show({ doing });
      const actions = await loadInTime(accountActions);
      if (actions) {
        const page = { endpoint: latestEndpoint.current, busy, mounted, setOwn, show, mutate };
        return actions.carryOut(doing, page);
      }
      busy.current = false;
      show({ refusal: notSent.problem });
    },
    [latestEndpoint, mounted, show, mutate],
  );
  const link = useCallback(({ returnTo }: LinkOptions = {}) => act({ kind: "leaving", returnTo }), [act]);

  return { state, link, look, own, show, act };
}
