import { AsyncLocalStorage } from "node:async_hooks";
import type { PGlite } from "@electric-sql/pglite";
import { KaikeiError } from "../errors.ts";

/** What waits for the one connection. */
const waiting: ReadonlySet<string | symbol> = new Set([
  "query",
  "sql",
  "exec",
  "transaction",
  "describeQuery",
]);

/**
 * The embedded database has one connection. Whoever is in a transaction and asks for it again, past the transaction's
 * own handle, would wait for himself for ever; here he gets an error instead.
 */
export function refuseOuterUse(client: PGlite): PGlite {
  const current = new AsyncLocalStorage<{ open: boolean }>();

  const transaction: PGlite["transaction"] = (work) =>
    client.transaction((tx) => {
      const mine = { open: true };
      return current.run(mine, async () => {
        try {
          return await work(tx);
        } finally {
          // What was begun in the transaction and goes on after it may use the database again.
          mine.open = false;
        }
      });
    });

  return new Proxy(client, {
    get(target, name) {
      const member: unknown = name === "transaction" ? transaction : Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => {
        if (waiting.has(name) && current.getStore()?.open) throw outerUse();
        return Reflect.apply(member, target, args);
      };
    },
  });
}

function outerUse(): KaikeiError {
  return new KaikeiError(
    "transaction_open",
    "The embedded database was asked past the transaction that is open; it would have waited for itself for ever.",
  );
}
