import { connect as connectTcp, isIP, type LookupFunction, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { buildConnector, Client } from "undici";

/** One connection to one origin, for one call at a time. Undici speaks HTTP on it; it connects when a call needs it to. */
export interface Connection {
  readonly origin: string;
  readonly client: Client;
  /** Null until the first call; closed ones are replaced. */
  socket(): Socket | null;
  /** Destroys it at once, whether it is connecting, in use or idle. */
  destroy(): void;
}

/** Connections that are kept from one call to the next. */
export interface Connections {
  /** The one used last, which is the least likely to have been closed by the other side; otherwise a new one. */
  take(origin: string, options: { fresh: boolean }): Promise<Connection>;
  /** Only after a complete answer. */
  giveBack(connection: Connection): void;
  close(): void;
}

/** Outlives the 4.5 s between two looks, which the usual 4 or 5 s of HTTP clients do not. */
const idleSocketMs = 20_000;

/** Idle connections keep no process alive. */
export function createConnections(options: { lookup?: LookupFunction | undefined }): Connections {
  const idle: Connection[] = [];
  let loading: Promise<typeof import("undici")> | undefined;
  /** Of each origin's last connection, so that the next needs no full handshake. */
  const sessions = new Map<string, Buffer>();

  /** True: it was idle, and is nobody's now. */
  const forget = (connection: Connection): boolean => {
    const at = idle.indexOf(connection);
    if (at >= 0) idle.splice(at, 1);
    return at >= 0;
  };

  const open = (origin: string, { Client: HttpClient }: typeof import("undici")): Connection => {
    let socket: Socket | null = null;
    const connect: buildConnector.connector = ({ hostname, port, protocol }, callback) => {
      const secure = protocol === "https:";
      const address = { ...options, host: hostname, port: Number(port) || (secure ? 443 : 80) };
      const servername = isIP(hostname) === 0 ? hostname : "";
      const opening = secure
        ? connectTls({ ...address, servername, session: sessions.get(origin), ALPNProtocols: ["http/1.1"] })
        : connectTcp(address);
      opening.on("session", (session: Buffer) => sessions.set(origin, session));
      const failed = (error: Error) => callback(error, null);
      opening.setNoDelay(true);
      opening.once("error", failed);
      opening.once(secure ? "secureConnect" : "connect", () => {
        opening.off("error", failed);
        callback(null, opening);
      });
      socket = opening;
    };
    const client = new HttpClient(origin, {
      connect,
      pipelining: 1,
      keepAliveTimeout: idleSocketMs,
      keepAliveMaxTimeout: idleSocketMs,
      // A call has one deadline for everything, which is not undici's.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const connection: Connection = {
      origin,
      client,
      socket: () => socket,
      destroy: () => {
        void client.destroy();
        socket?.destroy();
      },
    };
    client.on("disconnect", () => {
      if (forget(connection)) connection.destroy();
    });
    return connection;
  };

  return {
    take: async (origin, { fresh }) => {
      const kept = fresh ? undefined : idle.findLast((connection) => connection.origin === origin);
      if (kept !== undefined) {
        forget(kept);
        return kept;
      }
      // Loading it takes some 80 ms of CPU, which a process that makes no call should not pay.
      loading ??= import("undici");
      return open(origin, await loading);
    },
    giveBack: (connection) => idle.push(connection),
    close: () => {
      for (const connection of idle.splice(0)) connection.destroy();
    },
  };
}
