/** Text as PayPay's files are encoded. Node can only read it, so each letter is looked for. */
export function encodeShiftJis(text: string): Uint8Array {
  const wanted = new Set(text);
  const found = new Map<string, number[]>();
  const decoder = new TextDecoder("shift_jis");
  for (let first = 0; first < 0x100; first += 1) {
    learn([first]);
    for (let second = 0x40; first > 0x80 && second < 0x100; second += 1) learn([first, second]);
  }
  function learn(bytes: number[]): void {
    const letter = decoder.decode(Uint8Array.from(bytes));
    if (wanted.has(letter) && !found.has(letter)) found.set(letter, bytes);
  }
  return Uint8Array.from([...text].flatMap((letter) => found.get(letter) ?? []));
}
