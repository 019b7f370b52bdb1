// Makes the image that embedded databases are born from: a migrated, empty data directory. Running initdb at a shop's
// first start takes seconds; unpacking this takes a fraction of one.
import { writeFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "../src/store/migrate.ts";

const client = await PGlite.create();
await migrate(drizzle({ client }));
const image = await client.dumpDataDir("gzip");
await client.close();
writeFileSync(
  new URL("../dist/store/empty-database.tar.gz", import.meta.url),
  Buffer.from(await image.arrayBuffer()),
);
