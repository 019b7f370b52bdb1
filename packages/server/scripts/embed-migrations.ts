// Writes the SQL that drizzle-kit made into a TypeScript file: a bundler may move code away from its folder, and then
// a migration that is read from disk is not found. Run `pnpm migrations` after a change of store/schema.ts.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const store = new URL("../src/store/", import.meta.url);
const names = readdirSync(new URL("migrations/", store))
  .filter((name) => name.endsWith(".sql"))
  .sort();
const migrations = names.map((name) => ({
  id: name.replace(/\.sql$/, ""),
  statements: readFileSync(new URL(`migrations/${name}`, store), "utf8")
    .split("--> statement-breakpoint")
    .map((statement) => statement.trim()),
}));

writeFileSync(
  new URL("migrations.gen.ts", store),
  `// Made from the SQL files in migrations/ by scripts/embed-migrations.ts; do not edit.\n\nexport const migrations: readonly { id: string; statements: readonly string[] }[] = ${JSON.stringify(migrations, null, 2)};\n`,
);
