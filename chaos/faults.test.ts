import { expect, test } from "vitest";
import { drawFaults } from "./faults.ts";
import { createRandom } from "./random.ts";

const call = { method: "POST", path: "/v2/codes" };

test("over many runs, 10 to 20 % of the calls go wrong, each kind of fault among them", () => {
  const kinds = new Map<string, number>();
  let [calls, struck] = [0, 0];
  for (let seed = 0; seed < 50; seed += 1) {
    let now = 0;
    const faults = drawFaults(createRandom(seed), { now: () => now, real: (ms) => ms });
    for (let index = 0; index < 400; index += 1) {
      now += 500;
      const fault = faults.chooseFault(call);
      if (fault) kinds.set(fault.kind, (kinds.get(fault.kind) ?? 0) + 1);
    }
    calls += 400;
    struck += faults.struck();
  }
  expect(struck / calls).toBeGreaterThan(0.1);
  expect(struck / calls).toBeLessThan(0.22);
  expect([...kinds.keys()].sort()).toEqual(
    [
      "delay",
      "half_body",
      "hang",
      "html_502",
      "late_effect",
      "reset_after",
      "reset_before",
      "rate_limit",
      "status",
      "webhook_first",
    ].sort(),
  );
});

test("after calm nothing goes wrong any more", () => {
  const faults = drawFaults(createRandom(1), { now: () => 0, real: (ms) => ms });
  faults.calm();
  const chosen = Array.from({ length: 200 }, () => [faults.chooseFault(call), faults.chooseWebhookFault()]);
  expect(chosen.flat().filter((fault) => fault !== null)).toEqual([]);
});
