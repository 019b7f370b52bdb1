import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };
import * as kaikei from "./index.ts";

const source = import.meta.dirname;

test("exactly these names are public", () => {
  expect(Object.keys(kaikei).sort()).toEqual([
    "KaikeiProvider",
    "LinkAccountButton",
    "PayPayButton",
    "PayPayKiosk",
    "PayPayQr",
    "PaymentReceipt",
    "PaymentStatus",
    "useCheckout",
    "useCheckoutContext",
    "useLinkedAccount",
    "usePayment",
    "useStartPayment",
  ]);
});

test("the parts, and what they write money and time with, are public by their own entry", async () => {
  expect(Object.keys(await import("./parts/index.ts")).sort()).toEqual([
    "AccountCard",
    "AccountMessage",
    "Amount",
    "CancelButton",
    "ConfirmLink",
    "CopyLinkButton",
    "Countdown",
    "LinkButton",
    "LinkQrCode",
    "Logo",
    "OpenAppLink",
    "PaymentCard",
    "PaymentDetails",
    "QrCode",
    "RetryButton",
    "ScanButton",
    "StatusMessage",
    "TestBadge",
    "UnlinkButton",
    "formatAmount",
    "useTimeLeft",
  ]);
});

test("all languages are public by their own entry, and none is part of the tags'", async () => {
  expect(Object.keys(await import("./messages/index.ts")).sort()).toEqual([
    "en",
    "ja",
    "ko",
    "zhHans",
    "zhHant",
  ]);
});

test.each([
  ["#languages", "languages"],
  ["#account-languages", "account-languages"],
] as const)(
  "only a browser's bundler gets %s one by one; servers, edge servers and Node get them all",
  (name, file) => {
    const { "@kaikei/source": source, ...built } = manifest.imports[name];
    expect(Object.entries(source)).toEqual([
      ["edge-light", `./src/messages/${file}.ts`],
      ["workerd", `./src/messages/${file}.ts`],
      ["browser", `./src/messages/${file}.browser.ts`],
      ["default", `./src/messages/${file}.ts`],
    ]);
    const emitted = (path: string) => path.replace("./src/", "./dist/").replace(/\.ts$/, ".js");
    expect(Object.entries(built)).toEqual(
      Object.entries(source).map(([name, path]) => [name, emitted(path)]),
    );
  },
);

test("each file that calls a client part of React says so, and the words stay free for the server", () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes(".test.") && !file.startsWith("testing/"),
  );
  const wrong = files.filter((file) => {
    const text = readFileSync(join(source, file), "utf8");
    const client =
      /\b(use[A-Z]\w+|createContext|createPart|forwardRef|lateCard)(<.*>)?\(|<svg/.test(text) &&
      !file.endsWith("index.ts");
    return client !== text.startsWith('"use client";');
  });
  expect(files.length).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});
