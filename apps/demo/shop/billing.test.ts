import { expect, test } from "vitest";
import { monthAfter, monthOf } from "./billing.ts";

test("a month is Tokyo's, wherever the server stands", () => {
  expect(monthOf(new Date("2026-11-30T14:59:59Z"))).toBe("2026-11");
  expect(monthOf(new Date("2026-11-30T15:00:00Z"))).toBe("2026-12");
});

test("after December comes January", () => {
  expect(monthAfter("2026-09")).toBe("2026-10");
  expect(monthAfter("2026-12")).toBe("2027-01");
});
