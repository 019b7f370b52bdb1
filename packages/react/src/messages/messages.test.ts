import { expect, expectTypeOf, test } from "vitest";

import { problemKinds } from "../testing/problem-kinds.ts";
import { en } from "./en.ts";
import { ja } from "./ja.ts";
import { fill, type MessageKey, type Messages } from "./messages.ts";

test("each language has the same keys and the same places to fill in", () => {
  expect(Object.keys(en)).toEqual(Object.keys(ja));
  const places = (words: Messages) => Object.values(words).map((phrase) => phrase.match(/\{\w+\}/g) ?? []);
  expect(places(en)).toEqual(places(ja));
});

test("every problem code has the shopper's words in each language", () => {
  for (const words of [ja, en]) {
    for (const kind of Object.values(problemKinds)) expect(words[`problem.${kind}`]).toMatch(/[。.]$/);
  }
  expect(Object.keys(problemKinds).length).toBeGreaterThan(20);
});

test("types: a misspelt key or a language with a phrase missing does not compile", () => {
  expectTypeOf<Messages>().toEqualTypeOf<Readonly<Record<MessageKey, string>>>();
  // @ts-expect-error there is no such phrase
  const misspelt: Partial<Messages> = { "cancel.lable": "x" };
  // @ts-expect-error all the other phrases are missing
  const incomplete: Messages = { "cancel.label": "x" };
  expect([misspelt, incomplete]).toHaveLength(2);
});

test("a place without a value stays visible", () => {
  expect(fill("{amount} of {total}", { amount: "¥5" })).toBe("¥5 of {total}");
});
