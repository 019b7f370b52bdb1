import { connect, createServer, type Socket } from "node:net";

/** A way to a database that can go wrong. */
export interface TcpProxy {
  /** The database's address through the proxy. */
  url: string;
  /** From now on nothing is passed on, in either direction, of old connections and of new ones. */
  swallow(): void;
  /** New connections pass again. Those that were swallowed stay silent. */
  heal(): void;
  /** Ends all connections now. */
  cut(): void;
  /** Passes the next COMMIT on and cuts its connection before the answer comes back. Resolves when that has happened. */
  loseNextCommit(): Promise<void>;
  /** How many connections have been made. */
  connections(): number;
  close(): Promise<void>;
}

export async function openTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let made = 0;
  let swallowing = false;
  let commitLost: (() => void) | null = null;

  const server = createServer((client) => {
    made += 1;
    const upstream = connect(Number(port), hostname);
    let silent = swallowing;
    let losing = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
      // Its end is what the other side sees; nothing else is to be done about it.
      socket.on("error", () => undefined);
    }
    client.on("data", (bytes) => {
      silent ||= swallowing;
      if (silent) return;
      losing ||= commitLost !== null && /\bcommit\b/i.test(bytes.toString("latin1"));
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      silent ||= swallowing;
      if (silent) return;
      if (losing) {
        client.destroy();
        commitLost?.();
        commitLost = null;
        return;
      }
      client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  const url = new URL(target);
  url.port = String(address.port);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    swallow: () => {
      swallowing = true;
    },
    heal: () => {
      swallowing = false;
    },
    cut,
    connections: () => made,
    loseNextCommit: () =>
      new Promise((resolve) => {
        commitLost = resolve;
      }),
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
