// Loaded once there is a payment on the screen.
import type { PaymentView } from "@kaikei/server/contract";
import type { Look } from "../look.ts";
import type { PaymentReference } from "../wire/client.ts";
import { createStream } from "./create-stream.ts";
import { joinTabs, type Tabs } from "./join-tabs.ts";

/** Who wants to hear of a payment. */
export interface LiveListener {
  fetch: typeof globalThis.fetch;
  /** What is known now, whoever brought it. */
  look(): Look;
  onView(view: PaymentView): void;
  /** True while the channel can be relied on, so that nobody needs to poll. */
  onHealth(healthy: boolean): void;
}

/** The live channel of one payment. */
export interface Live {
  /** This tab knows something new: the other tabs are told, if it is this one that asks for all. Nobody is once it is closed. */
  tell(): void;
  close(): void;
}

// The server says something every 10 s.
const signPaceMs = 10_000;

/**
 * Opens the live channel while the tab is visible and online: one tab of this browser, a visible one, keeps the stream
 * and polls where there is none; the others hear from it. It is a way to ask less and to hear sooner, and no more.
 */
export function openLive(basePath: string, payment: PaymentReference, listener: () => LiveListener): Live {
  let tabs: Tabs | null = null;
  let streams = false;

  const tell = () => {
    const { view, problem, pauseMs } = listener().look();
    if (view && !problem) tabs?.tell(view, streams ? signPaceMs : pauseMs);
  };
  const onHealth = (healthy: boolean) => {
    listener().onHealth(healthy);
    const { view, problem } = listener().look();
    // Who can be heard without polling has nothing new to say, perhaps for minutes: what failed before is over.
    if (healthy && view && problem) listener().onView(view);
  };
  const stream = createStream(basePath, payment, {
    fetch: (input, init) => listener().fetch(input, init),
    seenVersion: () => listener().look().view?.version ?? null,
    onView: (view) => listener().onView(view),
    onHealth: (healthy) => {
      streams = healthy;
      onHealth(healthy);
      if (healthy) tell();
    },
  });
  const join = () =>
    joinTabs(`@kaikei/react ${basePath} ${payment.id}`, payment.id, {
      lead: stream.open,
      onView: (view) => listener().onView(view),
      onHealth,
    });

  const leave = () => {
    tabs?.leave();
    tabs = null;
  };
  const follow = () => {
    if (document.hidden || !navigator.onLine) leave();
    else tabs ??= join();
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  // A page with an open stream or a lock would not be kept for the back button.
  addEventListener("pagehide", leave);
  for (const event of ["pageshow", "online", "offline"]) addEventListener(event, follow);
  const close = () => {
    leave();
    document.removeEventListener("visibilitychange", follow);
    removeEventListener("pagehide", leave);
    for (const event of ["pageshow", "online", "offline"]) removeEventListener(event, follow);
  };
  return { tell, close };
}
