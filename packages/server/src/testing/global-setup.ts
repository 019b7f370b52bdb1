import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import type { TestProject } from "vitest/node";
import { migrate } from "../store/migrate.ts";
import { startPostgres } from "./postgres-server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A real PostgreSQL for this run: `await createDatabase(inject("postgresUrl"))`. */
    postgresUrl: string;
    /** Path of a migrated, empty PGlite data directory, so that each test file need not run initdb. */
    emptyDatabase: string;
  }
}

/** Gives every test of this package one real PostgreSQL server and one image of an empty database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, folder] = await Promise.all([startPostgres(), mkdtemp(join(tmpdir(), "kaikei-image-"))]);
  const client = await PGlite.create();
  await migrate(drizzle({ client }));
  const image = await client.dumpDataDir("gzip");
  await client.close();
  const emptyDatabase = join(folder, "empty-database.tar.gz");
  await writeFile(emptyDatabase, Buffer.from(await image.arrayBuffer()));
  project.provide("postgresUrl", postgres.url);
  project.provide("emptyDatabase", emptyDatabase);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true });
  };
}
