import { describe, expect, it } from "vitest";
import { examplePayment } from "../testing/payment-example.ts";
import { type DeliveryKind, isStillTrue, newsOf } from "./delivery.ts";
import type { Payment } from "./payment.ts";

const pending = examplePayment({ status: "pending" });
const held: Partial<Payment> = { status: "authorized", authorized: 4200 };
const paid: Partial<Payment> = { status: "completed", captured: 4200, fulfilment: "fulfilling" };

describe("what a change is to the shop", () => {
  it.each<[string, Partial<Payment>, Partial<Payment>, DeliveryKind | null]>([
    ["a code that can be paid", { status: "created" }, { status: "pending" }, null],
    ["held", {}, held, "authorized"],
    ["held, and not needed", {}, { ...held, retiring: true }, null],
    ["a hold that was raised", held, { ...held, authorized: 5000 }, null],
    ["a hold that ended", held, { ...held, status: "expired" }, "expired"],
    ["a hold that was let go", held, { ...held, status: "canceled" }, "canceled"],
    ["captured", held, paid, "paid"],
    ["paid", {}, paid, "paid"],
    ["paid at last", { status: "expired" }, { ...paid, late: true }, "paid"],
    ["paid a second time", {}, { ...paid, fulfilment: "duplicate" }, "duplicate"],
    ["first seen when it had gone back", {}, { ...paid, fulfilment: null, refunded: 4200 }, null],
    ["a part given back", paid, { ...paid, refunded: 100 }, "refunded"],
    ["all given back", paid, { ...paid, refunded: 4200, fulfilment: "undone" }, "refunded"],
    [
      "a duplicate given back",
      { ...paid, fulfilment: "duplicate" },
      { ...paid, fulfilment: "duplicate", refunded: 4200 },
      "refunded",
    ],
    ["reversed in PayPay's panel", paid, { ...paid, status: "canceled", fulfilment: "undone" }, "canceled"],
    ["withdrawn", {}, { status: "canceled" }, "canceled"],
    ["run out", {}, { status: "expired" }, "expired"],
    ["an attempt that nobody ever saw", { abandoned: true }, { abandoned: true, status: "expired" }, null],
    ["refused by the provider", {}, { status: "failed" }, null],
    ["a flag", {}, { retiring: true }, null],
  ])("%s", (_name, before, after, news) => {
    expect(newsOf({ ...pending, ...before }, { ...pending, ...after })).toBe(news);
  });
});

describe("what is no longer true is not told", () => {
  it.each<[DeliveryKind, Partial<Payment>, boolean]>([
    ["paid", paid, true],
    ["paid", { ...paid, refunded: 100 }, true],
    ["paid", { ...paid, refunded: 4200, fulfilment: "undone" }, false],
    ["expired", { status: "expired" }, true],
    ["expired", paid, false],
    ["canceled", { status: "canceled" }, true],
    ["canceled", paid, false],
    ["authorized", held, true],
    ["authorized", { status: "canceled" }, false],
    ["refunded", { status: "canceled" }, true],
    ["duplicate", { ...paid, refunded: 4200 }, true],
  ])("%s of %o: %s", (kind, payment, expected) => {
    expect(isStillTrue(kind, { ...pending, ...payment })).toBe(expected);
  });
});
