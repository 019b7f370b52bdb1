import { z } from "zod";

const common = {
  /** Only events with this `state`, and only those of this `notification_type`. */
  state: z.string().optional(),
  type: z.string().optional(),
  /** How many events; without it, every one until the fault is removed. */
  times: z.int().min(1).optional(),
};

/** What can go wrong with an event on its way. */
export const webhookFaultSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("drop"), ...common }),
  z.object({ kind: z.literal("delay"), milliseconds: z.int().min(0), ...common }),
  z.object({ kind: z.literal("repeat"), copies: z.int().min(2).max(100).default(2), ...common }),
  /** Held back until the next event has been sent, or until somebody waits for idle. */
  z.object({ kind: z.literal("reorder"), ...common }),
]);

export type WebhookFaultInput = z.input<typeof webhookFaultSchema>;
export type WebhookFault = z.infer<typeof webhookFaultSchema>;

export interface WebhookFaultList {
  add(fault: WebhookFaultInput): void;
  list(): readonly WebhookFault[];
  clear(): void;
  strike(event: Struck): WebhookFault | null;
}

interface Struck {
  readonly notification_type?: unknown;
  readonly state?: unknown;
}

export function createWebhookFaultList(
  choose: (state: string | null) => WebhookFaultInput | null = () => null,
): WebhookFaultList {
  let faults: { readonly fault: WebhookFault; left: number }[] = [];
  return {
    add: (input) => {
      const fault = webhookFaultSchema.parse(input);
      faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    list: () => faults.map(({ fault }) => fault),
    clear: () => {
      faults = [];
    },
    strike: ({ state, notification_type: type }) => {
      const meant = (wanted: string | undefined, actual: unknown) =>
        wanted === undefined || wanted === actual;
      const entry = faults.find(({ fault }) => meant(fault.state, state) && meant(fault.type, type));
      if (!entry) {
        const chosen = choose(typeof state === "string" ? state : null);
        return chosen && webhookFaultSchema.parse(chosen);
      }
      entry.left -= 1;
      if (entry.left === 0) faults = faults.filter((other) => other !== entry);
      return entry.fault;
    },
  };
}
