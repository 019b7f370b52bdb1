import type { LedgerEvent } from "../ledger/event.ts";
import type { Settings } from "../options.ts";
import { pause } from "../schedule.ts";
import { type EventBody, eventBody } from "./event-body.ts";
import { type Attempt, send } from "./send.ts";
import { createWebhookFaultList, type WebhookFault, type WebhookFaultList } from "./webhook-faults.ts";

/** One event and what became of it. */
export interface Notification {
  readonly body: EventBody;
  /** One list a copy: repeated events are sent as often as the fault says. */
  readonly sent: Attempt[][];
  fault: WebhookFault["kind"] | null;
}

export interface Notifier {
  /** Sends an event on its way and returns at once. */
  tell(event: LedgerEvent): void;
  readonly faults: WebhookFaultList;
  list(): readonly Notification[];
  /** Until nothing is on its way; held-back events go out first. */
  idle(): Promise<void>;
  clear(): void;
}

/** `now` is epoch seconds, as the emulator sees them. */
export function createNotifier(settings: Settings, now: () => number): Notifier {
  const faults = createWebhookFaultList(settings.chooseWebhookFault);
  const underway = new Set<Promise<void>>();
  let notifications: Notification[] = [];
  let heldBack: Notification[] = [];

  const deliver = async (notification: Notification): Promise<void> => {
    const { webhookUrl: url, fetch, schedule } = settings;
    if (url !== null) notification.sent.push(await send({ url, body: notification.body, fetch, schedule }));
  };

  const track = (work: Promise<void>): void => {
    const tracked = work.finally(() => underway.delete(tracked));
    underway.add(tracked);
  };

  const releaseHeld = (): void => {
    const released = heldBack;
    heldBack = [];
    for (const notification of released) track(deliver(notification));
  };

  const dispatch = async (notification: Notification, fault: WebhookFault | null): Promise<void> => {
    if (fault?.kind === "drop") return;
    if (fault?.kind === "delay") await pause(settings.schedule, fault.milliseconds);
    const copies = fault?.kind === "repeat" ? fault.copies : 1;
    for (let copy = 0; copy < copies; copy += 1) await deliver(notification);
    releaseHeld();
  };

  return {
    faults,
    tell: (event) => {
      const body = eventBody(event, { habits: settings.habits, now: now() });
      const fault = faults.strike(body);
      const notification: Notification = { body, sent: [], fault: fault?.kind ?? null };
      notifications.push(notification);
      if (fault?.kind === "reorder") heldBack.push(notification);
      else track(dispatch(notification, fault));
    },
    list: () => notifications,
    idle: async () => {
      while (underway.size > 0 || heldBack.length > 0) {
        await Promise.all(underway);
        releaseHeld();
      }
    },
    clear: () => {
      notifications = [];
      heldBack = [];
    },
  };
}
