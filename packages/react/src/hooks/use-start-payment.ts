"use client";

import type { PaymentGrant } from "@kaikei/server/contract";
import { useCallback, useMemo, useState } from "react";
import { useKaikeiSettings } from "../kaikei-context.ts";
import { type Answer, type Endpoint, type StartRequest, startPayment } from "../wire/client.ts";
import type { PaymentProblem } from "../wire/problem.ts";
import { createSharedRequests, type SharedRequests } from "../wire/shared-requests.ts";
import { useLatest } from "./use-latest.ts";

/** Where the start of an order's payment stands. */
export type StartState =
  | { phase: "idle" }
  | { phase: "starting"; method: "code" | "linked_account" }
  | { phase: "started"; grant: PaymentGrant }
  | { phase: "error"; problem: PaymentProblem };

/** How a payment is started. */
export interface StartOptions {
  /** `linked_account` charges the customer's account at once; a code unless told. */
  method?: "code" | "linked_account" | undefined;
  /** After `suspected_duplicate`: she was asked, and means it. */
  agreeSimilar?: boolean | undefined;
}

/** What {@link useStartPayment} gives. */
export interface StartPayment {
  state: StartState;
  /** Starts the payment, or gets the order's live one. Joins the same request that is under way. */
  start(options?: StartOptions): Promise<void>;
  /** Back to `idle`: what was started goes on, unseen. */
  reset(): void;
}

const idle: StartState = { phase: "idle" };

/**
 * Starts the payment of an order: `POST /payments`, one request at a time per order in this page, whoever asks.
 * The server answers with the live payment when there is one, so asking twice never makes two codes.
 *
 * @example
 * ```tsx
 * const { state, start } = useStartPayment(order);
 * const grant = state.phase === "started" ? state.grant : null;
 * const { state: payment } = usePayment(grant, { fresh: true });
 * return <button onClick={() => start()}>…</button>;
 * ```
 */
export function useStartPayment(order: string): StartPayment {
  const { endpoint } = useKaikeiSettings();
  const [entry, setEntry] = useState({ order, state: idle });
  const latestOrder = useLatest(order);
  // A fetch that is written in place is another one in each render: that must not start anything.
  const latestEndpoint = useLatest(endpoint);
  const { basePath } = endpoint;

  const start = useCallback(
    async ({ method = "code", agreeSimilar }: StartOptions = {}) => {
      // The code of an earlier payment leaves the screen at once; a grant that is being fetched again does too.
      setEntry({ order, state: { phase: "starting", method } });
      const endpoint = { basePath, fetch: latestEndpoint.current.fetch };
      const request: StartRequest = { order };
      if (method === "linked_account") request.method = method;
      if (agreeSimilar === true) request.agreeSimilar = true;
      const answer = await startsOf(endpoint).send(`${basePath} ${JSON.stringify(request)}`, () =>
        startPayment(endpoint, request),
      );
      if (latestOrder.current !== order) return;
      setEntry({
        order,
        state: answer.ok
          ? { phase: "started", grant: answer.value }
          : { phase: "error", problem: answer.problem },
      });
    },
    [basePath, order, latestOrder, latestEndpoint],
  );
  const reset = useCallback(() => setEntry({ order, state: idle }), [order]);

  const state = entry.order === order ? entry.state : idle;
  return useMemo(() => ({ state, start, reset }), [state, start, reset]);
}

// By the fetch that carries them, so that two providers with one endpoint share and two shops in one page do not.
const starts = new WeakMap<Endpoint["fetch"], SharedRequests<Answer<PaymentGrant>>>();

function startsOf(endpoint: Endpoint): SharedRequests<Answer<PaymentGrant>> {
  const known = starts.get(endpoint.fetch);
  if (known) return known;
  const created = createSharedRequests<Answer<PaymentGrant>>();
  starts.set(endpoint.fetch, created);
  return created;
}
