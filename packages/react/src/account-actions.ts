// Loaded with the first request of an account.
import type { AccountLinkOutcome, AccountView } from "@kaikei/server/contract";
import type { Dispatch, RefObject, SetStateAction } from "react";
import type { Doing, OwnAccountState } from "./account-state.ts";
import { beginLink, confirmLink, unlinkAccount } from "./wire/account-client.ts";
import type { Answer, Endpoint } from "./wire/client.ts";
import { takeLinkOutcome } from "./wire/link-outcome.ts";

export { fetchAccount } from "./wire/account-client.ts";

/**
 * Tells how an attempt to link came back, and of each time that the browser shows the page as she left it, until the
 * function that it gives is called.
 */
export function watchReturns(
  onOutcome: (outcome: AccountLinkOutcome) => void,
  onKept: () => void,
): () => void {
  const leave = takeLinkOutcome(onOutcome);
  const onPageShow = (event: PageTransitionEvent) => {
    if (event.persisted) onKept();
  };
  addEventListener("pageshow", onPageShow);
  return () => {
    removeEventListener("pageshow", onPageShow);
    leave();
  };
}

/** The page on which she does something. */
export interface AccountPage {
  endpoint: Endpoint;
  /** False once she has left: then it goes nowhere. */
  mounted: RefObject<boolean>;
  setOwn: Dispatch<SetStateAction<OwnAccountState>>;
  /** Shows this and nothing else. */
  show(own: Partial<OwnAccountState>): void;
  /** Asks the server how her account stands. */
  look(): Promise<unknown>;
  /** Takes in what another request has brought. */
  learn(account: AccountView): Promise<unknown>;
  /** The server has answered: something else may be done. */
  onAnswer(): void;
}

/** Asks for what she does, and shows what came of it. */
export async function carryOut(doing: Doing, page: AccountPage): Promise<void> {
  const { endpoint, mounted, setOwn, show, learn } = page;
  switch (doing.kind) {
    case "leaving": {
      const start = await answerTo(beginLink(endpoint, doing.returnTo), page);
      if (start && mounted.current) location.assign(start.url);
      return;
    }
    case "scanning": {
      const start = await answerTo(beginLink(endpoint, doing.returnTo), page);
      // Unless she has turned away meanwhile.
      if (start) setOwn((now) => (now.doing ? { ...now, doing: { ...doing, start } } : now));
      return;
    }
    case "linking": {
      const account = await answerTo(confirmLink(endpoint, doing.attempt), page);
      if (!account) return;
      await learn(account);
      show({ outcome: "linked" });
      return;
    }
    case "unlinking": {
      const account = await answerTo(unlinkAccount(endpoint), page);
      if (!account) return;
      await learn(account);
      show({});
    }
  }
}

/** Null when it was refused, and she has been told. */
async function answerTo<T>(
  request: Promise<Answer<T>>,
  { look, show, onAnswer }: AccountPage,
): Promise<T | null> {
  const answer = await request;
  onAnswer();
  if (answer.ok) return answer.value;
  // She may have signed out, or the answer was lost: a look knows.
  await look();
  show({ refusal: answer.problem });
  return null;
}
