import { expect, test } from "vitest";
import { deck, habitNames, isAboutHolds } from "./habits.ts";
import { planCheckout } from "./plan.ts";
import { createRandom } from "./random.ts";

test("the same seed makes the same plans, whatever was drawn before; another seed others", () => {
  const random = createRandom("7");
  const first = planCheckout(random, 12);
  random.next();
  expect(planCheckout(random, 12)).toEqual(first);
  expect(planCheckout(createRandom("7"), 12)).toEqual(first);
  expect(planCheckout(createRandom("8"), 12)).not.toEqual(first);
});

const plans = (seed: string) => {
  const random = createRandom(seed);
  return Array.from({ length: 200 }, (_, number) => planCheckout(random, number));
};

test("a deck of habits is used up within 200 checkouts", () => {
  expect(deck.length).toBeLessThanOrEqual(200);
});

test.each(["1", "2", "3"])(
  "every habit of shoppers and staff appears in 200 checkouts of seed %s",
  (seed) => {
    expect(new Set(plans(seed).map(({ habit }) => habit)).size).toBe(habitNames.length);
  },
);

test("whoever takes or lets go has an order whose money is held, and no hold is longer than the run", () => {
  for (const { habit, capture, holdForMs } of plans("3")) {
    if (isAboutHolds(habit)) expect(capture).toBe("manual");
    expect(holdForMs === null).toBe(capture === "automatic");
    expect(holdForMs ?? 60_000).toBeGreaterThanOrEqual(60_000);
    expect(holdForMs ?? 0).toBeLessThanOrEqual(8 * 3_600_000);
  }
});
