"use client";

import { accountLanguages } from "#account-languages";
import type { AccountState } from "../account-state.ts";
import type { AccountWords } from "../hooks/use-words.ts";
import { createPart, type PartProps } from "./create-part.ts";
import { Message } from "./message.tsx";

export type AccountMessageProps = PartProps<"div", AccountState>;

/** How her account stands, what has just happened and what to do, in the shopper's words. */
export const AccountMessage = createPart(
  "div",
  "status",
  ({ state, ...props }: AccountMessageProps, words) => ({
    children: <Message status={picturedStatus(state)} {...accountWords(state, words)} />,
    ...props,
  }),
  accountLanguages,
);

/** A tick is no picture of what was not done, though the account is linked as before. */
function picturedStatus(state: AccountState): string {
  const outcome = state.phase === "linked" ? tellingOutcome(state) : null;
  return outcome ?? state.phase;
}

/** Title, text and trouble of a state. */
export function accountWords(state: AccountState, { say }: AccountWords) {
  if (state.phase === "error")
    return { title: say("account.error.title"), text: say(`problem.${state.problem.kind}`), trouble: null };
  const { trouble } = state;
  return {
    title: say(titleOf(state)),
    text: textOf(state, say),
    trouble: trouble && say(`problem.${trouble.kind}`),
  };
}

type Known = Exclude<AccountState, { phase: "error" }>;

function titleOf(state: Known) {
  const outcome = tellingOutcome(state);
  return outcome ? (`outcome.${outcome}.title` as const) : (`account.${state.phase}.title` as const);
}

function textOf(state: Known, say: AccountWords["say"]): string {
  const phone = state.phase === "confirm" ? state.maskedPhone : state.account?.maskedPhone;
  // Also when she did not link another one: this one still is.
  if ((state.phase === "confirm" || state.phase === "linked") && phone)
    return say(`account.${state.phase}.phone`, { phone });
  const outcome = tellingOutcome(state);
  if (outcome && outcome !== "linked") return say(`outcome.${outcome}.text`);
  if (state.phase === "ended") return say(`account.ended.${state.account.endedBecause ?? "unlinked"}`);
  return say(`account.${state.phase}.text`);
}

/** The outcome, where it says more than how things stand by now. */
function tellingOutcome(state: Known) {
  const outcome = "outcome" in state ? state.outcome : null;
  const waits = outcome === "confirm" || outcome === "stranger";
  if (state.phase === "linked") return outcome === "used" || waits ? null : outcome;
  // Signed in, and nothing waits to be confirmed any more.
  if (waits) return state.phase === "signed_out" ? "stranger" : "expired";
  return outcome;
}
