import { expect, test } from "vitest";
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

test("every habit of shoppers and staff appears in 200 checkouts", () => {
  const random = createRandom("1");
  const habits = new Set(Array.from({ length: 200 }, (_, number) => planCheckout(random, number).habit));
  expect(habits.size).toBe(14);
});
