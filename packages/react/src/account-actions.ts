// Loaded with the first request of an account.
import type { AccountView } from "@kaikei/server/contract";
import type { Doing, OwnAccountState } from "./account-state.ts";
import { beginLink, confirmLink, unlinkAccount } from "./wire/account-client.ts";
import type { Answer, Endpoint } from "./wire/client.ts";
import { takeLinkOutcome } from "./wire/link-outcome.ts";

export { fetchAccount } from "./wire/account-client.ts";

/** The page on which she does something. */
export interface AccountPage {
  endpoint: Endpoint;
  /** True until the server has answered: then something else may be done. */
  busy: boolean;
  /** Another one once she has turned to something else or has left, and when somebody else is signed in. */
  turn: { readonly current: AccountPage | null };
  /** Shows this and nothing else. */
  show(own: Partial<OwnAccountState>): void;
  /** SWR's `mutate` of her account: without an argument it asks the server. */
  know(account?: AccountView, options?: { revalidate: boolean }): Promise<unknown>;
}

// Longer than a page takes to come, on most networks.
const leavePatienceMs = 10_000;

/**
 * Shows how an attempt to link came back, and asks anew whenever the browser shows the page as she left it, until the
 * function that it gives is called.
 */
export function watchReturns(show: AccountPage["show"], look: () => Promise<unknown>): () => void {
  const leave = takeLinkOutcome((outcome) => show({ outcome }));
  const onPageShow = (event: PageTransitionEvent) => {
    if (!event.persisted) return;
    // Back from PayPay's page by the back button: on its way there she left it.
    show({});
    void look();
  };
  addEventListener("pageshow", onPageShow);
  return () => {
    removeEventListener("pageshow", onPageShow);
    leave();
  };
}

/** Asks for what she does, and shows what came of it. */
export async function carryOut(doing: Doing, page: AccountPage): Promise<void> {
  const { endpoint, show } = page;
  const holds = () => page.turn.current === page;
  const learn = (account: AccountView) => page.know(account, { revalidate: false });
  switch (doing.kind) {
    case "leaving": {
      const start = await answerTo(beginLink(endpoint, doing.returnTo ?? here()), page);
      if (!start || !holds()) return;
      location.assign(start.url);
      watchStay(page);
      return;
    }
    case "scanning": {
      const start = await answerTo(beginLink(endpoint, doing.returnTo ?? here()), page);
      if (start && holds()) show({ doing: { ...doing, start } });
      return;
    }
    case "linking": {
      const account = await answerTo(confirmLink(endpoint, doing.attempt), page);
      if (!account) return;
      await learn(account);
      if (holds()) show({ outcome: "linked" });
      return;
    }
    case "unlinking": {
      const account = await answerTo(unlinkAccount(endpoint), page);
      if (!account) return;
      await learn(account);
      if (holds()) show({});
    }
  }
}

/** Null when it was refused, and she has been told. */
async function answerTo<T>(request: Promise<Answer<T>>, page: AccountPage): Promise<T | null> {
  const answer = await request;
  page.busy = false;
  if (answer.ok) return answer.value;
  // She may have signed out, or the answer was lost: a look knows.
  await page.know();
  if (page.turn.current === page) page.show({ refusal: answer.problem });
  return null;
}

/**
 * An address that an app opens, a page that does not come, or her "stay" to another script's question leaves this page as
 * it is: then it can be used again.
 */
function watchStay(page: AccountPage): void {
  const watch = new AbortController();
  const stay = () => {
    watch.abort();
    clearTimeout(timer);
    if (page.turn.current !== page) return;
    page.show({});
    void page.know();
  };
  const timer = setTimeout(stay, leavePatienceMs);
  const options = { signal: watch.signal };
  document.addEventListener("visibilitychange", () => document.hidden || stay(), options);
  // She goes. Should the browser keep the page, `watchReturns` hears of her return.
  addEventListener("pagehide", () => clearTimeout(timer), options);
}

/** The page's address as a path of the shop. */
function here(): string {
  return location.pathname + location.search;
}
