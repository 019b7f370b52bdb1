import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connection } from "./connection.ts";

/** The socket has been dealt with: there is nothing left to answer. */
export class WireEnded extends Error {
  override readonly name = "WireEnded";
}

/** A request on a real socket, where a fault is what the other side's kernel sees. */
export function connectionOnWire(incoming: IncomingMessage, outgoing: ServerResponse): Connection {
  const { socket } = incoming;
  return {
    target: incoming.url ?? "/",
    reset: async () => {
      socket.resetAndDestroy();
      throw new WireEnded();
    },
    hang: () =>
      new Promise((_, reject) => {
        const end = () => reject(new WireEnded());
        if (socket.destroyed) end();
        socket.once("close", end);
      }),
    cut: async (response) => {
      const body = Buffer.from(await response.arrayBuffer());
      // The length promises all of it, so that the caller can tell that it was cheated.
      outgoing.writeHead(response.status, {
        ...Object.fromEntries(response.headers),
        "content-length": String(body.length),
      });
      outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => socket.destroy());
      throw new WireEnded();
    },
  };
}
