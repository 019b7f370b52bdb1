import { measureBundle, measureStylesheet } from "./bundle-size.ts";

/**
 * What each tag of `@kaikei/react` may weigh in a shop's bundle, in kB (1000 bytes) after minifying and gzip, React not
 * counted. `limit` fails the tests: lower it whenever something got smaller. `goal` is where we want to be.
 */
export const sizes: readonly Size[] = [
  { what: "<PayPayQr/>, own code", limit: 10.5, goal: 5, measure: ownCode("PayPayQr") },
  { what: "<PayPayQr/> with SWR and qrcode.react", limit: 22.6, goal: 16.5, measure: whole("PayPayQr") },
  { what: "<PaymentStatus/>, own code", limit: 8, goal: 5, measure: ownCode("PaymentStatus") },
  { what: "<PaymentStatus/> with SWR", limit: 14, goal: 9, measure: whole("PaymentStatus") },
  { what: "<PayPayButton/>, own code", limit: 12.8, goal: 5, measure: ownCode("PayPayButton") },
  {
    what: "<PayPayButton/> with SWR and qrcode.react",
    limit: 24.9,
    goal: 16.5,
    measure: whole("PayPayButton"),
  },
  { what: "<LinkAccountButton/>, own code", limit: 8.7, goal: 5, measure: ownCode("LinkAccountButton") },
  {
    what: "<LinkAccountButton/> with SWR and qrcode.react",
    limit: 20.8,
    goal: 16.5,
    measure: whole("LinkAccountButton"),
  },
  { what: "<PayPayKiosk/>, own code", limit: 10.4, goal: 5, measure: ownCode("PayPayKiosk") },
  { what: "<PaymentReceipt/>, own code", limit: 7.4, goal: 5, measure: ownCode("PaymentReceipt") },
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

function measureTag(tag: string, without: string[]): () => Promise<number> {
  return async () => {
    const code = `export { ${tag} } from "@kaikei/react"`;
    const { first } = await measureBundle({ code, from: "bench", without });
    return first;
  };
}
