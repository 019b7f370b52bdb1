const longestText = 255;

/** At most 255 characters, cut between code points, with nothing left that is not text. */
export function shorten(text: string): string {
  let short = "";
  for (const character of text.replace(/\p{Surrogate}/gu, "\u{fffd}")) {
    if (short.length + character.length > longestText) break;
    short += character;
  }
  return short;
}
