import { expect, test } from "vitest";
import { type Look, lookOf, newerView } from "./look.ts";
import { pendingView } from "./testing-kit/views.ts";
import { createProblem } from "./wire/create-problem.ts";
import { afterAnswer } from "./wire/requests.ts";

const none = () => 0;
const most = () => 0.999;

function failed(times: number, retryAfterMs: number | null = null, random = none): Look {
  const problem = createProblem("network_failed", "lost", { retryable: true, retryAfterMs });
  let look = lookOf(pendingView());
  for (let time = 0; time < times; time += 1) look = afterAnswer(look, { ok: false, problem }, 1_000, random);
  return look;
}

test.each([
  ["the server's pace", lookOf(pendingView()), 3_000],
  ["two seconds while nothing is known", lookOf(null), 2_000],
  ["never again when the server says so", lookOf(pendingView({ pollAfterMs: null })), 0],
  ["no hammering, whatever the server says", lookOf(pendingView({ pollAfterMs: 1 })), 250],
  ["twice as long after one failure", failed(1), 6_000],
  ["four times as long after two", failed(2), 12_000],
  ["30 s at most", failed(9), 30_000],
  ["Retry-After when that is longer", failed(1, 90_000), 90_050],
])("%s", (_what, look, expected) => {
  expect(look.pauseMs).toBe(expected);
});

test("back-off is spread by up to half as much again", () => {
  expect(failed(1, null, most).pauseMs).toBeGreaterThan(8_900);
  expect(failed(1, null, most).pauseMs).toBeLessThan(9_000);
});

test("browsers that were sent away until the same moment do not come back together", () => {
  expect(failed(1, 90_000, most).pauseMs).toBeGreaterThan(92_000);
});

test("a problem that will not pass settles it; what was known stays", () => {
  const problem = createProblem("token_expired", "old");
  const look = afterAnswer(lookOf(pendingView()), { ok: false, problem }, 0, none);
  expect(look.pauseMs).toBe(0);
  expect(look.view).toEqual(pendingView());
});

test.each([
  ["a higher version wins", { version: 2 }, { version: 3 }, "next"],
  ["a lower version loses", { version: 3 }, { version: 2 }, "known"],
  ["the same version: the later server time wins", { serverTime: 1 }, { serverTime: 2 }, "next"],
  ["the same version: the earlier server time loses", { serverTime: 2 }, { serverTime: 1 }, "known"],
  ["another payment is not compared", { version: 9 }, { id: "other" }, "next"],
] as const)("%s", (_what, known, next, expected) => {
  const views = { known: pendingView(known), next: pendingView(next) };
  expect(newerView(views.known, views.next)).toBe(views[expected]);
});
