import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { DatabaseHandle } from "../store/database.ts";
import { emptyTables, openTestDatabase } from "./database.ts";
import { openTestShop, type TestShop } from "./test-shop.ts";

type ShopOptions = Omit<Parameters<typeof openTestShop>[0], "database">;

/**
 * Gives each test of a describe block a shop of its own on one database. `open` replaces it by one with other options. A long
 * test takes half as long on PostgreSQL, which works beside it; on both, or on PGlite, is what the engines may differ in.
 */
export function useShop(engine: DatabaseHandle["engine"], defaults: ShopOptions = {}) {
  let database: DatabaseHandle;
  let shop: TestShop;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await emptyTables(database);
    shop = await openTestShop({ database, ...defaults });
  });
  afterEach(() => shop.close());
  return {
    get shop() {
      return shop;
    },
    get database() {
      return database;
    },
    /** Forgets everything that the record holds. */
    empty: () => emptyTables(database),
    open: async (options: ShopOptions): Promise<TestShop> => {
      await shop.close();
      shop = await openTestShop({ database, ...defaults, ...options });
      return shop;
    },
  };
}
