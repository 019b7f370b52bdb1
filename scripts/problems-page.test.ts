import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { KaikeiError, kaikeiErrorCodes } from "../packages/server/src/errors.ts";
import { inWorkspace } from "./workspace.ts";

const page = readFileSync(inWorkspace("docs/react/problems.md"), "utf8");

/** What the table of kinds says: which codes fall under each, and whether they may pass. */
const rows = [...page.matchAll(/^\| `\w+` \| ([^|]+) \| [^|]+ \| (yes|no) \|/gm)].map(
  ([, codes = "", passes]) => ({
    codes: [...codes.matchAll(/`(\w+)`/g)].map(([, code = ""]) => code),
    passes: passes === "yes",
  }),
);

test("each of the server's codes has its place among the kinds of docs/react/problems.md", () => {
  const documented = new Set(rows.flatMap(({ codes }) => codes));
  expect(kaikeiErrorCodes.filter((code) => !documented.has(code))).toEqual([]);
});

test.each(kaikeiErrorCodes)("the page says of %s whether it may pass, as the server does", (code) => {
  const { passes } = rows.find(({ codes }) => codes.includes(code)) ?? {};
  expect(passes).toBe(new KaikeiError(code, "").retryable);
});
