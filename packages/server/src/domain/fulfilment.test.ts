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

it("once all of its money has gone back, by refunds or by a reversal, it no longer fulfils the order", () => {
  const fulfilling = { ...paid, fulfilment: "fulfilling" } as const;
  expect(fulfilmentOf({ ...fulfilling, refunded: 4199 }, false)).toBe("fulfilling");
  expect(fulfilmentOf({ ...fulfilling, refunded: 4200 }, false)).toBe("undone");
  expect(fulfilmentOf({ ...fulfilling, status: "canceled" }, false)).toBe("undone");
});

it("a duplicate stays one", () => {
  expect(fulfilmentOf({ ...paid, fulfilment: "duplicate" }, false)).toBe("duplicate");
});
