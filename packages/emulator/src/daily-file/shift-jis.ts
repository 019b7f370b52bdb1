/**
 * Text in the encoding of PayPay's files. Node can only read it, so the table is turned round; what it does not have
 * becomes a question mark.
 */
export function encodeShiftJis(text: string): Uint8Array<ArrayBuffer> {
  const table = shiftJisTable();
  const question = [0x3f];
  return Uint8Array.from([...text].flatMap((letter) => table.get(letter) ?? question));
}

function shiftJisTable(): Map<string, number[]> {
  const decoder = new TextDecoder("shift_jis");
  const table = new Map<string, number[]>();
  const learn = (bytes: number[]) => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    const isOne = [...letter].length === 1 && !letter.includes("\ufffd");
    // Some letters stand in the table twice; the first place is the usual one.
    if (isOne && !table.has(letter)) table.set(letter, bytes);
  };
  for (let byte = 0; byte < 0x100; byte += 1) learn([byte]);
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    for (let trail = 0x40; trail <= 0xfc; trail += 1) learn([lead, trail]);
  }
  return table;
}
