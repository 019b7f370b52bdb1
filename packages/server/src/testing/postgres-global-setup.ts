import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres-server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A real PostgreSQL for this run: `await createDatabase(inject("postgresUrl"))`. */
    postgresUrl: string;
  }
}

/** Gives every test of this package one real PostgreSQL server, and ends it after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  project.provide("postgresUrl", postgres.url);
  return postgres.stop;
}
