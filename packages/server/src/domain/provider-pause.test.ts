import fc from "fast-check";
import { expect, it } from "vitest";
import { afterRefusal, gate, pauseReasonSchema, serving } from "./provider-pause.ts";

const now = new Date("2026-11-21T03:00:00Z");
const msUntil = (date: Date | null) => (date === null ? null : date.getTime() - now.getTime());

function pauses(reason: "rate_limited" | "unauthorized", times: number, retryAfterMs: number | null = null) {
  const lengths: (number | null)[] = [];
  let state = serving;
  for (let time = 0; time < times; time += 1) {
    state = afterRefusal(state, { reason, retryAfterMs, now });
    lengths.push(msUntil(state.pausedUntil));
  }
  return lengths;
}

it("a provider that limits our rate is left alone for longer each time, at most a minute", () => {
  expect(pauses("rate_limited", 7)).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
});

it("it is not asked before it allows, and an absurd wish is cut to a quarter of an hour", () => {
  expect(pauses("rate_limited", 1, 45_000)).toEqual([45_000]);
  expect(pauses("rate_limited", 1, 86_400_000)).toEqual([900_000]);
  expect(pauses("rate_limited", 1, 0)).toEqual([2000]);
});

it("a key is asked about again once; refused twice in a row, once a minute", () => {
  expect(pauses("unauthorized", 4)).toEqual([null, 60_000, 60_000, 60_000]);
});

it("a refusal of another kind counts from the beginning", () => {
  const limited = afterRefusal(serving, { reason: "rate_limited", retryAfterMs: null, now });
  expect(afterRefusal(limited, { reason: "unauthorized", retryAfterMs: null, now }).failures).toBe(1);
});

it("whatever was refused, nobody calls before the pause ends, and then one does", () => {
  const refusals = fc.array(
    fc.record({
      reason: fc.constantFrom(...pauseReasonSchema.options),
      retryAfterMs: fc.option(fc.nat({ max: 1e9 })),
    }),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(refusals, fc.nat({ max: 2_000_000 }), (list, laterMs) => {
      const state = list.reduce((known, refusal) => afterRefusal(known, { ...refusal, now }), serving);
      const at = new Date(now.getTime() + laterMs);
      const entry = gate(state, at);
      const ends = msUntil(state.pausedUntil);
      if (ends === null) return state.reason === "unauthorized" && entry.kind === "open";
      if (ends > 900_000 || ends < 2000) return false;
      return laterMs < ends ? entry.kind === "wait" && entry.ms === ends - laterMs : entry.kind === "probe";
    }),
  );
});
