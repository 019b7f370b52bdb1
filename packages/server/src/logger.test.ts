import { DrizzleQueryError } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { createStderrLogger, describeError } from "./logger.ts";

/** A new line that poses as an entry, colours, a terminal's title, and text that runs backwards. */
const nasty = [
  'x\r\n{"level":"error"}',
  "\u001b[31mred",
  "\u001b]0;title\u0007",
  "\u009b2J",
  "a\u2028b",
  "\u202egpj",
];
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

afterEach(() => vi.restoreAllMocks());

it("a log entry is one line, whatever is in it", () => {
  for (const text of nasty) {
    const written: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((line) => {
      written.push(String(line));
      return true;
    });
    const error = Object.assign(new Error(text), { name: text, code: text });
    createStderrLogger().error({ order: text, error: describeError(error) }, "something failed");
    const [line = ""] = written;
    expect(written).toHaveLength(1);
    expect(line.split("\n")).toHaveLength(2);
    expect(line.trimEnd()).not.toMatch(unsafe);
    expect(JSON.parse(line)).toMatchObject({ level: "error", order: text });
    expect(Object.values(describeError(error)).join("")).not.toMatch(unsafe);
  }
});

it("of a failed statement the log holds what the database said, and none of the statement's values", () => {
  const cause = Object.assign(new Error('relation "orders"\ndoes not exist'), { code: "42P01" });
  const error = new DrizzleQueryError("insert into orders values ($1)", ["hanako@example.jp"], cause);
  expect(describeError(error)).toEqual({
    name: "Error",
    code: "42P01",
    message: 'relation "orders" does not exist',
  });
});
