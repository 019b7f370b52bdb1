import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as kit from "@kaikei/react";
import { ja } from "@kaikei/react/messages";
import * as parts from "@kaikei/react/parts";
import { expect, test } from "vitest";
import { aboutSpecimen } from "./about.ts";
import { readCode } from "./read-code.ts";
import { specimens } from "./specimens.ts";

const folder = join(import.meta.dirname, "examples");
const examples = readdirSync(folder);

test("every tag and part that the kit exports stands in the gallery", () => {
  const exported = Object.keys({ ...kit, ...parts }).filter(
    (name) => /^[A-Z]/.test(name) && name !== "KaikeiProvider",
  );
  const shown = specimens.map(({ shows }) => shows);
  expect(exported.filter((name) => !shown.includes(name))).toEqual([]);
  expect(shown.filter((name) => !exported.includes(name))).toEqual([]);
});

test("the code beside a specimen is the file that runs, and it uses what it shows", async () => {
  const files = specimens.map(({ name }) => `${name}.tsx`);
  expect([...files, "example-props.ts"].sort()).toEqual(examples.sort());
  for (const specimen of specimens) {
    const code = await readCode(specimen);
    expect(code).toContain(`<${specimen.shows} `);
    expect(code).toContain(`export function ${specimen.Example.name}(`);
  }
});

test("every specimen has a sentence in both languages, and no state twice", () => {
  for (const { name, states } of specimens) {
    expect(aboutSpecimen(name, "ja")).not.toBe("");
    expect(aboutSpecimen(name, "en")).not.toBe("");
    expect([...new Set(states)]).toEqual(states);
  }
});

test("every reason that has words of its own has a state in which they are seen", () => {
  const shown = specimens.flatMap(({ states }) => states);
  const said = Object.keys(ja).flatMap((key) => {
    const [, area = "", kind = ""] = /^(problem|declined|outcome)\.(\w+)(?:\.title)?$/.exec(key) ?? [];
    return kind === "" ? [] : [{ area, kind }];
  });
  // Refusals to something that she did, beside a state that stays; and a script of the page that does not come, which is
  // no answer of a shop.
  const besides = ["ended", "viewOnly", "attempt", "page"];
  const shorter: Record<string, string> = {
    suspected_duplicate: "declined-similar",
    payment_method_unusable: "declined-method-unusable",
  };
  const beginnings: Record<string, string> = { problem: "error", declined: "declined", outcome: "outcome" };
  const missing = said
    .filter(({ area, kind }) => !(area === "problem" && besides.includes(kind)))
    .map(({ area, kind }) => shorter[kind] ?? `${beginnings[area]}-${kebab(kind)}`)
    .filter((state) => !shown.some((name) => name === state));
  expect(missing).toEqual([]);
});

function kebab(word: string): string {
  return word.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`).replaceAll("_", "-");
}
