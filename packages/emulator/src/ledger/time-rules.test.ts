import { expect, test } from "vitest";
import { cancelWindowEnds, refundWindowEnds } from "./time-rules.ts";

const seconds = (text: string) => Date.parse(text) / 1000;

test.each([
  ["2026-11-20T12:00:00+09:00", "2026-11-21T00:15:00+09:00"],
  ["2026-11-20T23:59:59+09:00", "2026-11-21T00:15:00+09:00"],
  ["2026-11-21T00:00:00+09:00", "2026-11-22T00:15:00+09:00"],
  ["2026-11-21T00:14:59+09:00", "2026-11-22T00:15:00+09:00"],
  ["2026-12-31T23:59:59+09:00", "2027-01-01T00:15:00+09:00"],
  ["2028-02-28T15:00:00Z", "2028-02-29T15:15:00Z"],
])("paid at %s, a cancel is too late from %s", (paid, end) => {
  expect(cancelWindowEnds(seconds(paid))).toBe(seconds(end));
});

test.each([
  ["2026-11-20T00:00:00+09:00", "2027-11-21T00:00:00+09:00"],
  ["2026-11-20T23:59:59+09:00", "2027-11-21T00:00:00+09:00"],
  ["2027-12-31T12:00:00+09:00", "2028-12-31T00:00:00+09:00"],
])("completed at %s, a refund is too late from %s", (completed, end) => {
  expect(refundWindowEnds(seconds(completed))).toBe(seconds(end));
});
