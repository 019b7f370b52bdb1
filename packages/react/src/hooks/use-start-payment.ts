"use client";

import type { PaymentGrant, PaymentView } from "@kaikei/server/contract";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useKaikeiSettings } from "../kaikei-context.ts";
import type { StartRequest } from "../wire/client.ts";
import { load, loadInTime, notSent, requests } from "../wire/load.ts";
import type { PaymentProblem } from "../wire/problem.ts";
import { useLatest } from "./use-latest.ts";
import { useMounted } from "./use-mounted.ts";
import { useTurn } from "./use-turn.ts";

/** Where the start of an order's payment stands. */
export type StartState =
  | { phase: "idle" }
  | { phase: "starting"; method: "code" | "linked_account" }
  | { phase: "started"; grant: PaymentGrant }
  | { phase: "error"; problem: PaymentProblem };

/** What the page knows of the order beside its name. */
export interface OrderOnPage {
  /** Whatever changes with what is to be paid: a cart's version, say. A change drops what was started before. */
  revision?: string | number | undefined;
  /** What the page shows as the price: when the server knows another one, nothing is started (`price_changed`). */
  amount?: PaymentView["amount"] | undefined;
}

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

interface Entry {
  order: string;
  turn: number | null;
  state: StartState;
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
export function useStartPayment(order: string, { revision, amount }: OrderOnPage = {}): StartPayment {
  const { endpoint } = useKaikeiSettings();
  const turn = useTurn(JSON.stringify([order, revision, amount?.value, amount?.currency]));
  // Without a turn it holds for its order, whatever the page says of that now.
  const [entry, setEntry] = useState<Entry>({ order, turn, state: idle });
  // A fetch or an amount that is written in place is another one in each render: that must not start anything.
  const latest = useLatest({ fetch: endpoint.fetch, amount, order, turn });
  const { basePath } = endpoint;
  const mounted = useMounted();
  // Her tap need not wait for what sends it.
  useEffect(() => void load(requests), []);

  const start = useCallback(
    async ({ method = "code", agreeSimilar }: StartOptions = {}) => {
      // The code of an earlier payment leaves the screen at once; a grant that is being fetched again does too.
      const starting: StartState = { phase: "starting", method };
      setEntry({ order, turn, state: starting });
      // Unless something else has been begun since.
      const become = (turn: number | null, state: StartState) =>
        setEntry((entry) => (entry.state === starting ? { order, turn, state } : entry));
      const { fetch, amount } = latest.current;
      const request: StartRequest = {
        order,
        method: method === "linked_account" ? method : undefined,
        agreeSimilar: agreeSimilar === true || undefined,
        expected: amount,
      };
      const sender = await loadInTime(requests);
      // She has left, or what is to be paid has changed: nothing is begun, or charged, behind her back.
      if (latest.current.turn !== turn) return;
      // A router may show the page again that it has hidden: then she can tap anew.
      if (!mounted.current) return become(turn, idle);
      const isCharge = method === "linked_account";
      // She must not be asked to pay beside it, whatever becomes of the page's price.
      if (isCharge) become(null, starting);
      // What an earlier turn asked for may be answered with the code of that turn.
      const answer =
        (await sender?.startOnce({ basePath, fetch }, request, `${turn} ${revision}`)) ?? notSent;
      // A code of an earlier turn is of no use, and a refusal of its price says nothing of the new one.
      const isForTurn = !isCharge || (answer.ok && answer.value.payment.status === "failed");
      const now = latest.current.order === order ? latest.current.turn : null;
      become(
        isForTurn ? turn : now,
        answer.ok ? { phase: "started", grant: answer.value } : { phase: "error", problem: answer.problem },
      );
    },
    [basePath, order, revision, turn, latest, mounted],
  );
  const reset = useCallback(() => setEntry({ order, turn, state: idle }), [order, turn]);

  const holds = entry.turn === null ? entry.order === order : entry.turn === turn;
  const state = holds ? entry.state : idle;
  return useMemo(() => ({ state, start, reset }), [state, start, reset]);
}
