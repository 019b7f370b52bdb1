import { expect, test } from "vitest";
import { choiceNames, choices, readKnobs, writeKnobs } from "./knobs.ts";

const states = ["payable", "expired"] as const;
const read = (query: string) => readKnobs(new URLSearchParams(query), states);

test("an address that says nothing has every knob as usual, and the other way round", () => {
  const usual = read("");
  expect(usual).toMatchObject({ state: "payable", theme: "page", host: "none", variables: {} });
  expect(writeKnobs(usual, states)).toBe("");
});

test("whatever is turned stands in the address, and is read from it again", () => {
  for (const name of choiceNames) {
    for (const value of choices[name]) {
      const knobs = { ...read("state=expired&accent=%2300aa77&radius=8px"), [name]: value };
      expect(read(writeKnobs(knobs, states))).toEqual(knobs);
    }
  }
});

test("words that no knob knows are as usual: an address is anybody's", () => {
  const odd = "state=paid&theme=pink&accent=red;position:fixed&radius=9999px&qrSize=20px&unknown=1";
  expect(read(odd)).toEqual(read(""));
});
