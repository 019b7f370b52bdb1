import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { waitUntilAnswers } from "./wait-until-answers.ts";

let server: Server | undefined;

afterEach(() => {
  server?.close();
});

test("it waits through errors for a 200", async () => {
  let calls = 0;
  const url = await serve(() => (++calls < 3 ? 503 : 200));
  await waitUntilAnswers(url, { name: "The shop" });
  expect(calls).toBe(3);
});

test("what it saw last is in the error", async () => {
  const url = await serve(() => 500);
  await expect(waitUntilAnswers(url, { name: "The shop", withinMs: 300 })).rejects.toThrow(
    `The shop did not answer GET ${url} with 200 within 0.3 s; last it was: status 500.`,
  );
});

test("it gives up at once when what it waits for has died", async () => {
  const death = new AbortController();
  const waiting = waitUntilAnswers("http://127.0.0.1:9/", { name: "The shop", signal: death.signal });
  death.abort(new Error("The shop ended."));
  await expect(waiting).rejects.toThrow("The shop ended.");
});

function serve(status: () => number): Promise<string> {
  return new Promise((resolve) => {
    server = createServer((_request, response) => response.writeHead(status()).end());
    server.listen(0, "127.0.0.1", () => {
      const address = server?.address();
      if (typeof address === "object" && address !== null) resolve(`http://127.0.0.1:${address.port}/`);
    });
  });
}
