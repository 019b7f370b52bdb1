import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inWorkspace } from "./workspace.ts";

const page = readFileSync(inWorkspace("docs/reliability.md"), "utf8");

/** The tests that the page names: `[title](../path)`. */
const named = [...page.matchAll(/\[([^\]]+)\]\(\.\.\/([^)]+\.(?:test\.tsx?|spec\.ts))\)/g)].map(
  ([, title = "", file = ""]) => ({ title, file }),
);

test("each test that docs/reliability.md names is there under that name", () => {
  expect(named.length).toBeGreaterThan(100);
  const gone = named.filter(
    ({ title, file }) =>
      !existsSync(inWorkspace(file)) || !readFileSync(inWorkspace(file), "utf8").includes(title),
  );
  expect(gone).toEqual([]);
});

test("each threat and each fault has its row, and the row a test or a sentence why there is none", () => {
  const [threats = "", faults = ""] = page.split("## Faults");
  expect(numbers(threats)).toEqual(range(34));
  expect(numbers(faults)).toEqual(range(42));
  const bare = rows(page).filter((row) => !/\]\(\.\.\/|No test/.test(row));
  expect(bare).toEqual([]);
});

function rows(text: string): string[] {
  return text.split("\n").filter((line) => /^\| \d/.test(line));
}

function numbers(text: string): number[] {
  return rows(text).flatMap((row) => {
    const [, first = "", last = first] = /^\| (\d+)(?:-(\d+))? /.exec(row) ?? [];
    return range(Number(last)).slice(Number(first) - 1);
  });
}

function range(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
