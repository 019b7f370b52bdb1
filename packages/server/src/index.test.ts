import { expect, it } from "vitest";
import * as root from "./index.ts";
import * as next from "./next.ts";
import * as paypay from "./providers/paypay/index.ts";
import * as pglite from "./store/pglite.ts";
import * as postgres from "./store/postgres.ts";

// Every exported name, so that a new one is a visible line in a review.
it.each([
  [
    "@kaikei/server",
    root,
    ["KaikeiError", "createHandler", "createKaikei", "kaikeiErrorCodes", "retryAdviceOf"],
  ],
  ["@kaikei/server/next", next, ["existingPayment", "routes", "startFromForm"]],
  [
    "@kaikei/server/paypay",
    paypay,
    [
      "createLinkRequest",
      "createNodeTransport",
      "createPayPayClient",
      "explainResultCode",
      "paypay",
      "resultCodes",
      "verifyResponseToken",
    ],
  ],
  ["@kaikei/server/pglite", pglite, ["openPglite"]],
  ["@kaikei/server/postgres", postgres, ["openPostgres"]],
])("%s exports these names and no other", (_name, module, names) => {
  expect(Object.keys(module).sort()).toEqual(names);
});
