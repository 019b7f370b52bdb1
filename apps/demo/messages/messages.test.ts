import { expect, test } from "vitest";
import { formatDate, formatMonth, formatYen } from "./format.ts";
import { translator } from "./messages.ts";

test("values are put where their names stand", () => {
  expect(translator("en")("cartCount", { count: 3 })).toBe("3 in your cart");
  expect(translator("ja")("cartCount", { count: 3 })).toBe("カートに3点");
});

test("prices are written as each language's readers write them", () => {
  expect(formatYen(1360, translator("ja"))).toBe("1,360円");
  expect(formatYen(1360, translator("en"))).toBe("¥1,360");
});

test("dates are Tokyo's, wherever the server stands", () => {
  const date = new Date("2026-11-20T18:05:00Z");
  expect(formatDate(date, "ja")).toBe("2026年11月21日 3:05");
  expect(formatDate(date, "en")).toBe("21 November 2026 at 03:05");
});

test("a month is written as each language's readers write it", () => {
  expect(formatMonth("2026-12", "ja")).toBe("2026年12月");
  expect(formatMonth("2026-12", "en")).toBe("December 2026");
});
