import type { PGlite } from "@electric-sql/pglite";
import type { DatabaseHandle } from "./database.ts";

/** In one process with the database there is no connection that could break. */
export function listenOnPglite(client: PGlite): DatabaseHandle["listen"] {
  return async (channel, { onMessage, onConnected }) => {
    const end = await client.listen(channel, onMessage);
    onConnected();
    return async () => {
      // A closed database tells nobody anything.
      if (!client.closed) await end();
    };
  };
}
