/** Without 0, 1, I, L, O and U: nothing that can be misread on a receipt or misheard on the telephone. */
const letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 10;

/** A new order's number, such as `M-7KQ2X-9DFRT`: random, so that nobody can count our orders or guess another's. */
export function newOrderNumber(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = crypto.getRandomValues.bind(crypto),
) {
  let symbols = "";
  while (symbols.length < length) {
    for (const byte of random(new Uint8Array(length))) {
      // Bytes beyond the last whole round of letters would favour the first ones.
      if (byte < letters.length * 8) symbols += letters[byte % letters.length];
    }
  }
  return `M-${symbols.slice(0, 5)}-${symbols.slice(5, length)}`;
}

const pattern = new RegExp(`^M-[${letters}]{5}-[${letters}]{5}$`);

/** Whether a word from an address can be an order's number at all. */
export function isOrderNumber(word: string): boolean {
  return pattern.test(word);
}
