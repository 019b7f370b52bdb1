import { expect, it } from "vitest";
import { newId } from "./payment-id.ts";

it("ids fit every provider's rule, hold the time, and never repeat", () => {
  const now = new Date("2026-11-21T03:00:00Z");
  const ids = Array.from({ length: 1_000_000 }, () => newId("pay", now));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^pay_[a-z0-9]{8}_[A-Za-z0-9_-]{22}$/.test(id))).toEqual([]);
  expect(newId("ref", new Date(now.getTime() + 1)).split("_")[1]).not.toBe(ids[0]?.split("_")[1]);
});
