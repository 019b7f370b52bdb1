import { z } from "zod";

const common = {
  /** Only events with this `state`. */
  state: z.string().optional(),
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
  strike(state: string | null): WebhookFault | null;
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
    strike: (state) => {
      const entry = faults.find(({ fault }) => fault.state === undefined || fault.state === state);
      if (!entry) {
        const chosen = choose(state);
        return chosen && webhookFaultSchema.parse(chosen);
      }
      entry.left -= 1;
      if (entry.left === 0) faults = faults.filter((other) => other !== entry);
      return entry.fault;
    },
  };
}
