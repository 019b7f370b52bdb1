import { expect, it } from "vitest";
import { examplePayment } from "../testing/payment-example.ts";
import { fulfilmentOf } from "./fulfilment.ts";

const paid = examplePayment({ status: "completed", captured: 4200 });

it("the first paid payment fulfils its order, a further one is a duplicate", () => {
  expect(fulfilmentOf(paid, false)).toBe("fulfilling");
  expect(fulfilmentOf(paid, true)).toBe("duplicate");
});

it("a payment whose money has gone back already fulfils nothing", () => {
  expect(fulfilmentOf({ ...paid, refunded: 4200 }, false)).toBeNull();
  expect(fulfilmentOf({ ...paid, status: "canceled" }, false)).toBeNull();
});

it("what was decided stays decided", () => {
  expect(fulfilmentOf({ ...paid, refunded: 4200, fulfilment: "fulfilling" }, true)).toBe("fulfilling");
});
