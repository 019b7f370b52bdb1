import { measureBundle, measureStylesheet } from "./bundle-size.ts";

/**
 * What each tag of `@kaikei/react` may weigh in a shop's bundle, in kB (1000 bytes) after minifying and gzip, React not
 * counted. A tag's parts, with qrcode.react, come by `import()` while its hooks ask the server: the plain rows are what the
 * page loads first, those that say "all" are the sum that has arrived when something can be read or scanned.
 * `limit` fails the tests: lower it whenever something got smaller. `goal` is where we want to be.
 */
export const sizes: readonly Size[] = [
  { what: "<PayPayQr/>, own code", limit: 4.5, goal: 5, measure: ownCode("PayPayQr") },
  { what: "<PayPayQr/> with SWR", limit: 9.9, goal: null, measure: whole("PayPayQr") },
  { what: "<PaymentStatus/>, own code", limit: 3.5, goal: 5, measure: ownCode("PaymentStatus") },
  { what: "<PaymentStatus/> with SWR", limit: 9, goal: 9, measure: whole("PaymentStatus") },
  { what: "<PayPayButton/>, own code", limit: 5, goal: 5, measure: ownCode("PayPayButton") },
  {
    what: "<PayPayButton/> with SWR",
    limit: 10.4,
    goal: null,
    measure: whole("PayPayButton"),
  },
  { what: "<LinkAccountButton/>, own code", limit: 2.9, goal: 5, measure: ownCode("LinkAccountButton") },
  {
    what: "<LinkAccountButton/> with SWR",
    limit: 8.3,
    goal: null,
    measure: whole("LinkAccountButton"),
  },
  { what: "<PayPayKiosk/>, own code", limit: 4.5, goal: 5, measure: ownCode("PayPayKiosk") },
  { what: "<PaymentReceipt/>, own code", limit: 3.1, goal: 5, measure: ownCode("PaymentReceipt") },
  { what: "<KaikeiProvider/>, own code", limit: 1.0, goal: null, measure: ownCode("KaikeiProvider") },
  {
    what: "<PayPayQr/> with SWR and qrcode.react, were that not loaded later",
    limit: 15.6,
    goal: 16.5,
    measure: async () => (await measureBundle({ code: withQrCode, from: "packages/react" })).first,
  },
  {
    what: "<PayPayQr/>: all until its code is shown, with SWR, qrcode.react and English",
    limit: 24.9,
    goal: 16.5,
    measure: untilShown("PayPayQr", ["cards/paypay-qr-card", "wire/requests", "payment/en"]),
  },
  {
    what: "<PaymentStatus/>: all until it is shown, with SWR and English",
    limit: 17.6,
    goal: 9,
    measure: untilShown("PaymentStatus", ["cards/payment-status-card", "wire/requests", "payment/en"]),
  },
  {
    what: "The stylesheet",
    limit: 3,
    goal: 3,
    measure: () => measureStylesheet("packages/react/src/styles.css"),
  },
];

const withQrCode = 'export { PayPayQr } from "./src/index.ts"; export { QRCodeSVG } from "qrcode.react"';

export interface Size {
  what: string;
  limit: number;
  /** What is only watched has none. */
  goal: number | null;
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

/** What is loaded first, with what it waits for before anything can be read or scanned. */
function untilShown(tag: string, awaited: string[]): () => Promise<number> {
  return measureTag(tag, [], awaited);
}

function measureTag(tag: string, without: string[], awaited: string[] = []): () => Promise<number> {
  return async () => {
    const code = `export { ${tag} } from "@kaikei/react"`;
    const { first } = await measureBundle({ code, from: "bench", without, awaited });
    return first;
  };
}
