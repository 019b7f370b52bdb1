import type { PaymentView } from "@kaikei/server/contract";
import { isNumber, isObject, readPaymentView } from "../wire/read-view.ts";

/** What a tab does in its browser's company. */
interface Tab {
  /** This tab asks the server from now on, for all tabs; what it gives back ends that. */
  lead(): () => void;
  /** What the tab that asks has heard. */
  onView(view: PaymentView): void;
  /** Whether that tab can be relied on. */
  onHealth(healthy: boolean): void;
}

/** A tab among those of its browser that show the same payment. */
export interface Tabs {
  /** Tells the others, if this tab is the one that asks: how it stands, and when they will hear again. */
  tell(view: PaymentView, restMs: number): void;
  leave(): void;
}

// Beyond the time at which the next word was announced.
const slackMs = 3_000;
const longestRestMs = 30_000;

/**
 * One tab asks the server for all tabs of this browser that show the same payment: the one that holds the lock; the
 * others wait for it and hear views over a channel. Both are named by the payment's random id and never by its token,
 * and no other site can join. Without locks or channels each tab asks for itself.
 */
export function joinTabs(name: string, paymentId: string, tab: Tab): Tabs {
  // Old browsers, and pages that are not served over https.
  const channel = navigator.locks ? openChannel(name) : null;
  if (channel === null) return { tell: () => undefined, leave: tab.lead() };

  const leaving = new AbortController();
  const { signal } = leaving;
  let leads = false;
  let lastWord: unknown = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (view: PaymentView, restMs: number) => {
    lastWord = { view, restMs };
    if (leads) channel.postMessage(lastWord);
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (leads) {
      if (data === "hello" && lastWord) channel.postMessage(lastWord);
      return;
    }
    const word = readWord(data);
    if (word?.view.id !== paymentId) return;
    clearTimeout(timer);
    timer = setTimeout(tab.onHealth, Math.min(word.restMs, longestRestMs) + slackMs, false);
    tab.onHealth(true);
    tab.onView(word.view);
  };
  const lead = () => {
    if (signal.aborted) return;
    leads = true;
    clearTimeout(timer);
    tab.onHealth(false);
    const stop = tab.lead();
    return new Promise<void>((release) => {
      signal.addEventListener("abort", () => {
        stop();
        release();
      });
    });
  };
  // Refused where storage is; then this tab asks for itself. Having left is no reason to.
  navigator.locks.request(name, { signal }, lead).catch(lead);
  channel.postMessage("hello");

  const leave = () => {
    leaving.abort();
    clearTimeout(timer);
    channel.close();
    tab.onHealth(false);
  };
  return { tell, leave };
}

function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    // There is none, or Firefox refuses it where storage is blocked.
    return null;
  }
}

function readWord(data: unknown): { view: PaymentView; restMs: number } | null {
  if (!isObject(data) || !isNumber(data.restMs)) return null;
  const view = readPaymentView(data.view);
  return view && { view, restMs: data.restMs };
}
