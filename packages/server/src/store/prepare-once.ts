import type { Database } from "./database.ts";

/**
 * A statement that is written, parsed and planned once, for what is asked all the time: Drizzle writes it once for each
 * database (once for each transaction, which is one too), and PostgreSQL keeps it by its name on each connection.
 */
export function prepareOnce<Statement>(prepare: (db: Database) => Statement): (db: Database) => Statement {
  const prepared = new WeakMap<Database, Statement>();
  return (db) => {
    const known = prepared.get(db);
    if (known !== undefined) return known;
    const statement = prepare(db);
    prepared.set(db, statement);
    return statement;
  };
}
