import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createPayPayClient } from "./client.ts";
import * as subpath from "./index.ts";
import { trialMerchant } from "./options.ts";

const page = readFileSync(new URL("../../../../../docs/reference/paypay.md", import.meta.url), "utf8");

test("docs/reference/paypay.md names every call of the client, and no other", () => {
  const named = [...page.matchAll(/^\|[^|]+\|[^|]+\| `(\w+\.\w+)`/gm)].map(([, call]) => call);
  const client = createPayPayClient({ environment: "emulator", ...trialMerchant });
  const calls = Object.entries(client).flatMap(([group, members]) =>
    typeof members === "object" ? Object.keys(members).map((call) => `${group}.${call}`) : [],
  );
  client.close();
  // A form of codes.create, not a call of its own.
  expect(new Set(named)).toEqual(new Set(calls.filter((call) => call !== "codes.createSerialized")));
});

test("each function that docs/reference/paypay.md names comes from @kaikei/server/paypay", () => {
  const named = [...page.matchAll(/^\|[^|]+\|[^|]+\| `(\w+)`/gm)].map(([, name = ""]) => name);
  expect(named).toEqual(["createPayPayClient", "createLinkRequest", "verifyResponseToken"]);
  expect(Object.keys(subpath)).toEqual(expect.arrayContaining(named));
});
