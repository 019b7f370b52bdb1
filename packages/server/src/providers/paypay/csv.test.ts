import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCsv } from "./csv.ts";

const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;
const plain = (field: string) => (/[",\r\n]/.test(field) || field === "" ? quote(field) : field);
const fields = fc.oneof(
  fc.string({ unit: fc.constantFrom(",", '"', "\n", "\r", "a", "ケ", "能", " ", "\\") }),
  fc.string(),
);

test("whatever the fields hold, writing them and reading them brings the same rows", () => {
  const tables = fc.array(fc.array(fields, { minLength: 1, maxLength: 5 }), { maxLength: 8 });
  const styles = fc.record({
    lineEnd: fc.constantFrom("\n", "\r\n"),
    always: fc.boolean(),
    atTheEnd: fc.boolean(),
  });
  fc.assert(
    fc.property(tables, styles, (table, { lineEnd, always, atTheEnd }) => {
      const lines = table.map((row) => row.map(always ? quote : plain).join(","));
      const text = lines.join(lineEnd) + (atTheEnd && lines.length > 0 ? lineEnd : "");
      // A row of one empty field is an empty line to a reader.
      const expected = table.filter((row) => row.length > 1 || row[0] !== "");
      expect([...parseCsv(text)]).toEqual(expected);
    }),
  );
});

test.each([
  ["quotes, commas and line breaks within quotes", 'a,"b ""c"", d\ne",f\n', [["a", 'b "c", d\ne', "f"]]],
  [
    "an empty last field",
    "a,\nb,",
    [
      ["a", ""],
      ["b", ""],
    ],
  ],
  ["empty lines", "\n\r\na,b\n\n", [["a", "b"]]],
  ["a quote in the middle of a field", 'a"b,c\n', [['a"b', "c"]]],
  ["nothing", "", []],
])("%s", (_what, text, rows) => {
  expect([...parseCsv(text)]).toEqual(rows);
});

test("a quote that is never closed is told, not guessed at", () => {
  expect([...parseCsv('a,b\n"c,d\ne,f\n')]).toEqual([["a", "b"], null]);
});

test("a long field full of quotes is read in time that grows with its length, not with its square", () => {
  const long = '""'.repeat(500_000);
  const started = performance.now();
  expect([...parseCsv(`"${long}",x\n`)][0]?.[0]).toHaveLength(500_000);
  expect(performance.now() - started).toBeLessThan(5000);
});

test("a line of commas alone takes no more than its first thousand fields, and the next line is read", () => {
  const rows = [...parseCsv(`${",".repeat(2_000_000)}\na,b\n`)];
  expect(rows.map((row) => row?.length)).toEqual([1000, 2]);
  expect(rows[1]).toEqual(["a", "b"]);
});
