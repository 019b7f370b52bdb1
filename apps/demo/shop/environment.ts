/** The shop's only look at its environment; Kaikei reads its own variables itself. */
export function shopEnvironment(): { databaseUrl: string; overHttps: boolean } {
  return {
    /** A PostgreSQL address, or the folder of an embedded database. */
    databaseUrl: process.env.DATABASE_URL || ".kaikei/database",
    overHttps: process.env.KAIKEI_PUBLIC_URL?.startsWith("https:") ?? false,
  };
}
