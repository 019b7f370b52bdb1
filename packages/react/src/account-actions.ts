// Loaded with the first request of an account.
import type { AccountView } from "@kaikei/server/contract";
import type { Dispatch, RefObject, SetStateAction } from "react";
import type { KeyedMutator } from "swr";
import type { Doing, OwnAccountState } from "./account-state.ts";
import { beginLink, confirmLink, unlinkAccount } from "./wire/account-client.ts";
import type { Answer, Endpoint } from "./wire/client.ts";
import { takeLinkOutcome } from "./wire/link-outcome.ts";

export { fetchAccount } from "./wire/account-client.ts";

/** The page on which she does something. */
export interface AccountPage {
  endpoint: Endpoint;
  /** True until the server has answered: then something else may be done. */
  busy: RefObject<boolean>;
  /** False once she has left: then it goes nowhere. */
  mounted: RefObject<boolean>;
  setOwn: Dispatch<SetStateAction<OwnAccountState>>;
  /** Shows this and nothing else. */
  show(own: Partial<OwnAccountState>): void;
  /** Asks the server how her account stands, or takes in what another request has brought. */
  mutate: KeyedMutator<AccountView>;
}

/**
 * Shows how an attempt to link came back, and asks anew whenever the browser shows the page as she left it, until the
 * function that it gives is called.
 */
export function watchReturns(show: AccountPage["show"], mutate: AccountPage["mutate"]): () => void {
  const leave = takeLinkOutcome((outcome) => show({ outcome }));
  const onPageShow = (event: PageTransitionEvent) => {
    if (!event.persisted) return;
    // Back from PayPay's page by the back button: on its way there she left it.
    show({});
    void mutate();
  };
  addEventListener("pageshow", onPageShow);
  return () => {
    removeEventListener("pageshow", onPageShow);
    leave();
  };
}

/** Asks for what she does, and shows what came of it. */
export async function carryOut(doing: Doing, page: AccountPage): Promise<void> {
  const { endpoint, mounted, setOwn, show, mutate } = page;
  switch (doing.kind) {
    case "leaving": {
      const start = await answerTo(beginLink(endpoint, doing.returnTo ?? here()), page);
      if (start && mounted.current) location.assign(start.url);
      return;
    }
    case "scanning": {
      const start = await answerTo(beginLink(endpoint, doing.returnTo ?? here()), page);
      // Unless she has turned away meanwhile.
      if (start) setOwn((now) => (now.doing ? { ...now, doing: { ...doing, start } } : now));
      return;
    }
    case "linking": {
      const account = await answerTo(confirmLink(endpoint, doing.attempt), page);
      if (!account) return;
      await mutate(account, { revalidate: false });
      show({ outcome: "linked" });
      return;
    }
    case "unlinking": {
      const account = await answerTo(unlinkAccount(endpoint), page);
      if (!account) return;
      await mutate(account, { revalidate: false });
      show({});
    }
  }
}

/** Null when it was refused, and she has been told. */
async function answerTo<T>(
  request: Promise<Answer<T>>,
  { busy, show, mutate }: AccountPage,
): Promise<T | null> {
  const answer = await request;
  busy.current = false;
  if (answer.ok) return answer.value;
  // She may have signed out, or the answer was lost: a look knows.
  await mutate();
  show({ refusal: answer.problem });
  return null;
}

/** The page's address as a path of the shop. */
function here(): string {
  return location.pathname + location.search;
}
