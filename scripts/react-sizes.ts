import { measureBundle, measureStylesheet } from "./bundle-size.ts";

/**
 * What each tag of `@kaikei/react` may weigh in a shop's bundle, in kB (1000 bytes) after minifying and gzip, React not
 * counted: what the page loads first, unless it says more. The parts, with qrcode.react, come with the tag's card. `limit` fails the tests: lower it whenever something got smaller. `goal` is where we want to be.
 */
export const sizes: readonly Size[] = [
  { what: "<PayPayQr/>, own code", limit: 4.7, goal: 5, measure: ownCode("PayPayQr") },
  { what: "<PayPayQr/> with SWR", limit: 10.7, goal: 16.5, measure: whole("PayPayQr") },
  { what: "<PaymentStatus/>, own code", limit: 3.8, goal: 5, measure: ownCode("PaymentStatus") },
  { what: "<PaymentStatus/> with SWR", limit: 9.8, goal: 9, measure: whole("PaymentStatus") },
  { what: "<PayPayButton/>, own code", limit: 6.5, goal: 5, measure: ownCode("PayPayButton") },
  {
    what: "<PayPayButton/> with SWR",
    limit: 12.4,
    goal: 16.5,
    measure: whole("PayPayButton"),
  },
  { what: "<LinkAccountButton/>, own code", limit: 4, goal: 5, measure: ownCode("LinkAccountButton") },
  {
    what: "<LinkAccountButton/> with SWR",
    limit: 10,
    goal: 16.5,
    measure: whole("LinkAccountButton"),
  },
  { what: "<PayPayKiosk/>, own code", limit: 4.7, goal: 5, measure: ownCode("PayPayKiosk") },
  { what: "<PaymentReceipt/>, own code", limit: 3.5, goal: 5, measure: ownCode("PaymentReceipt") },
  {
    what: "<PayPayQr/> with all that it loads until its code is shown, in English",
    limit: 24.8,
    goal: 22,
    measure: untilShown("PayPayQr", ["paypay-qr-card", "en"]),
  },
  {
    what: "The stylesheet",
    limit: 3,
    goal: 3,
    measure: () => measureStylesheet("packages/react/src/styles.css"),
  },
];

export interface Size {
  what: string;
  limit: number;
  goal: number;
  /** In bytes. */
  measure: () => Promise<number>;
}

/** What is loaded when it is needed: a language, the live channel. */
export async function loadedLater(): Promise<{ name: string; bytes: number }[]> {
  const { later } = await measureBundle({ code: 'export * from "@kaikei/react"', from: "bench" });
  return later;
}

function ownCode(tag: string): () => Promise<number> {
  return measureTag(tag, ["swr", "qrcode.react"]);
}

function whole(tag: string): () => Promise<number> {
  return measureTag(tag, []);
}

/** What is loaded first, and of what is loaded later the files that are named. */
function untilShown(tag: string, names: string[]): () => Promise<number> {
  return async () => {
    const { first, later } = await measureBundle({
      code: `export { ${tag} } from "@kaikei/react"`,
      from: "bench",
    });
    const wanted = later.filter(({ name }) => names.includes(name));
    if (wanted.length !== names.length) throw new Error(`Not all of ${names.join(", ")} are loaded later.`);
    return wanted.reduce((sum, { bytes }) => sum + bytes, first);
  };
}

function measureTag(tag: string, without: string[]): () => Promise<number> {
  return async () => {
    const code = `export { ${tag} } from "@kaikei/react"`;
    const { first } = await measureBundle({ code, from: "bench", without });
    return first;
  };
}
