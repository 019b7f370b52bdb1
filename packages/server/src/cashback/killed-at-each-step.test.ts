import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { describe, expect, it } from "vitest";
import { createNodeTransport, type Transport } from "../providers/paypay/index.ts";
import type { DatabaseHandle } from "../store/database.ts";
import { linkAccount } from "../testing/link-account.ts";
import type { TestShop } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";

// Whoever gives points dies at the n-th thing that it does: before a statement, before or after a call. Of what comes
// after that nothing happens, as if its process had been killed there; a statement within a transaction undoes it.

/** A process that dies at its n-th effect after `live`. */
function mortal(n: number, { database, shop }: { database: DatabaseHandle; shop: TestShop }) {
  let left = Number.POSITIVE_INFINITY;
  const reach = () => {
    left -= 1;
    if (left <= 0) throw new Error("killed");
  };
  const wire = createNodeTransport();
  const transport: Transport = async (request) => {
    reach();
    const answer = await wire(request);
    reach();
    return answer;
  };
  const client = "$client" in database.db ? database.db.$client : null;
  if (!(client instanceof PGlite)) throw new Error("the test needs the embedded database");
  const db = drizzle({ client, logger: { logQuery: reach } });
  return {
    live: () => {
      left = n;
    },
    kaikei: shop.another({
      database: () => ({ ...database, db }),
      providers: [shop.providerAt(shop.emulator.url, { transport })],
    }).kaikei,
    hasDied: () => left <= 0,
  };
}

const longest = 20;

describe("points, whoever dies", () => {
  const use = useShop("pglite", { webhooks: false });

  it.each([
    ["gives", false],
    ["takes back", true],
  ] as const)(
    "a process that %s, killed at each of its steps: each is done once, or a person is shown it",
    async (_what, takesBack) => {
      const { shop } = use;
      const { kaikei } = shop;
      await linkAccount(shop, { customer: "mune", wallet: "hanako" });
      const later = async () => {
        for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(91_000);
      };
      const balance = () =>
        shop.emulator.control.ledger().customers.find(({ id }) => id === "hanako")?.balance ?? 0;
      const give = { customer: "mune", amount: 10 } as const;
      const given = takesBack
        ? await Promise.all(
            Array.from({ length: longest }, (_, n) => kaikei.cashback.give({ ...give, key: `given-${n}` })),
          )
        : [];
      await later();
      const before = balance();
      const ask = (who: typeof kaikei, n: number) => {
        const of = given[n - 1];
        return of === undefined
          ? who.cashback.give({ ...give, key: `key-${n}` })
          : who.cashback.reverse({ cashback: of.id, key: `key-${n}` });
      };

      let killed = 0;
      for (let n = 1; n <= longest; n += 1) {
        const { kaikei: dying, live, hasDied } = mortal(n, use);
        await dying.open();
        live();
        await ask(dying, n).catch(() => undefined);
        if (!hasDied()) break;
        killed = n;
      }
      expect(killed).toBeGreaterThan(8);
      expect(killed).toBeLessThan(longest);
      await later();
      for (let n = 1; n <= killed; n += 1) await ask(kaikei, n);
      await later();

      const rows = (await kaikei.cashback.list()).filter(({ key }) => key?.startsWith("key-"));
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      expect(rows.length).toBeGreaterThanOrEqual(killed);
      const { cashbacks, cashbackReversals } = shop.emulator.control.ledger();
      const theirs = takesBack
        ? cashbackReversals.map((each) => each.merchantCashbackReversalId)
        : cashbacks.map((each) => each.merchantCashbackId);
      const shown = new Set((await kaikei.cashback.list({ needsAttention: true })).map(({ id }) => id));
      for (const { id, status } of rows) {
        const happened = theirs.includes(id);
        expect([id, status, shown.has(id)]).toEqual([id, happened ? "done" : "uncertain", !happened]);
      }
      const moved = rows.filter(({ status }) => status === "done").length * 10;
      expect(balance() - before).toBe(takesBack ? -moved : moved);
      expect(theirs.length).toBe(moved / 10);
    },
  );
});
