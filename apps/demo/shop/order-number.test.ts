import { expect, test } from "vitest";
import { isOrderNumber, newOrderNumber } from "./order-number.ts";

test("a number has ten letters that cannot be misread, in two groups", () => {
  for (let count = 0; count < 200; count += 1) {
    expect(newOrderNumber()).toMatch(/^M-[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5}$/);
  }
});

test("no two are alike", () => {
  const numbers = Array.from({ length: 1000 }, () => newOrderNumber());
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("a byte beyond the last whole round of letters is thrown away, so that each letter is equally likely", () => {
  let round = 0;
  const number = newOrderNumber((bytes) => bytes.fill(round++ === 0 ? 255 : 0));
  expect(number).toBe("M-22222-22222");
});

test("what an address says is a number only if it could be one of ours", () => {
  expect(isOrderNumber(newOrderNumber())).toBe(true);
  for (const word of ["", "M-22222-2222", "m-22222-22222", "M-2222I-22222", "M-22222-22222\n", "\0"]) {
    expect(isOrderNumber(word)).toBe(false);
  }
});
