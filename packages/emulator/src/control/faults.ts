import { z } from "zod";
import { resultNames } from "../result-codes.ts";
import { callMatchSchema, matches } from "./matching.ts";

const common = {
  match: callMatchSchema.default({}),
  /** How many calls it strikes; without it, every one until the fault is removed. */
  times: z.int().min(1).optional(),
};

/** The effect (a code made, money moved) happens first, and only then the fault. */
const after = z.boolean().default(false);

/** Something that goes wrong with an API call. Faults are tried in the order in which they were added. */
export const faultSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("hang"), after, ...common }),
  z.object({ kind: z.literal("delay"), milliseconds: z.int().min(0), after, ...common }),
  z.object({ kind: z.literal("reset_before"), ...common }),
  z.object({ kind: z.literal("reset_after"), ...common }),
  z.object({
    kind: z.literal("status"),
    status: z.int().min(200).max(599),
    body: z.union([z.string(), z.record(z.string(), z.unknown())]).default(""),
    headers: z.record(z.string(), z.string()).default({}),
    after,
    ...common,
  }),
  z.object({ kind: z.literal("html_502"), after, ...common }),
  z.object({ kind: z.literal("half_body"), ...common }),
  z.object({ kind: z.literal("rate_limit"), ...common }),
  /** One of PayPay's refusals, by its name in `result-codes.ts`; nearly always that is its code. */
  z.object({ kind: z.literal("refuse"), code: z.enum(resultNames), after, ...common }),
  /** The connection is reset at once; the effect happens so much later. A signature would be too old after two minutes. */
  z.object({ kind: z.literal("late_effect"), milliseconds: z.int().min(0).max(100_000), ...common }),
  /** The effect, then its events, and only when the shop has answered them the answer. `customer` pays a new code first. */
  z.object({ kind: z.literal("webhook_first"), customer: z.string().optional(), ...common }),
]);

/** A fault as one writes it; what has a default may be left out. */
export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.infer<typeof faultSchema>;

export interface FaultList {
  add(fault: FaultInput): void;
  list(): readonly Fault[];
  clear(): void;
  /** The first fault for this call, which uses up one of its times. */
  strike(call: Struck): Fault | null;
}

interface Struck {
  readonly method: string;
  readonly path: string;
}

export function createFaultList(choose: (call: Struck) => FaultInput | null = () => null): FaultList {
  let faults: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (input) => {
      const fault = faultSchema.parse(input);
      faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    list: () => faults.map(({ fault }) => fault),
    clear: () => {
      faults = [];
    },
    strike: (call) => {
      const entry = faults.find(({ fault }) => matches(fault.match, call));
      if (!entry) {
        const chosen = choose(call);
        return chosen && faultSchema.parse(chosen);
      }
      entry.left -= 1;
      if (entry.left === 0) faults = faults.filter((other) => other !== entry);
      return entry.fault;
    },
  };
}
