/** A file of the largest size that is one line of commas would take a gigabyte and stop the process for seconds. */
const mostFields = 1000;

/**
 * The rows of a CSV text (RFC 4180): fields may be quoted, and then hold commas, line breaks and doubled quotes. Lines
 * end with LF or CRLF; empty ones are left out. What a line holds beyond its first thousand fields is not read.
 *
 * @returns `null` as the last row when the text ends within a quoted field.
 */
export function* parseCsv(text: string): Generator<string[] | null, void, undefined> {
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = "";
    if (text[at] === '"') {
      let end = text.indexOf('"', at + 1);
      let from = at + 1;
      while (end >= 0 && text[end + 1] === '"') {
        field += text.slice(from, end + 1);
        from = end + 2;
        end = text.indexOf('"', from);
      }
      if (end < 0) return yield null;
      field += text.slice(from, end);
      at = end + 1;
    }
    const next = endOfField(text, at);
    field += text.slice(at, next);
    const ended = text[next] !== ",";
    const endsLine = ended && field.endsWith("\r") && text[next] === "\n" && next > at;
    if (row.length < mostFields) row.push(endsLine ? field.slice(0, -1) : field);
    at = next + 1;
    // A comma at the very end is followed by an empty field.
    if (!ended && at === text.length && row.length < mostFields) row.push("");
    if (!ended && at < text.length) continue;
    if (row.length > 1 || row[0] !== "") yield row;
    row = [];
  }
}

function endOfField(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "," || text[at] === "\n") return at;
  }
  return text.length;
}
