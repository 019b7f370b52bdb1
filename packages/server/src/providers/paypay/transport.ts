import type { IncomingHttpHeaders } from "node:http";
import type { LookupFunction, Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Dispatcher } from "undici";
import { type Connection, type Connections, createConnections } from "./connections.ts";
import { isLoopback } from "./loopback.ts";

/** One HTTP call, ready to be sent. */
export interface TransportRequest {
  method: "GET" | "POST" | "DELETE";
  /** `https://host[:port]`; `http:` for loopback hosts only. */
  origin: string;
  /** Path and query, sent as they are: the signature covers these bytes. */
  target: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | null;
  /** One deadline for connecting, headers and body together, in milliseconds. */
  deadlineMs: number;
  signal?: AbortSignal | undefined;
  /** On a connection of its own, rather than on one that was kept from an earlier call. */
  fresh?: boolean | undefined;
}

/** How a call ended, as far as HTTP can tell. */
export type TransportAnswer =
  /** A complete answer, whatever its status. Redirects are answers too: they are never followed. */
  | { kind: "answer"; status: number; header: (name: string) => string | null; body: Uint8Array }
  /** Not a byte of the request left this process. */
  | { kind: "not_sent"; cause: "connection" | "certificate" | "aborted" | "deadline" | "insecure" }
  /** The request, or a part of it, may have arrived; no complete answer came back. */
  | { kind: "no_answer"; cause: "connection" | "aborted" | "deadline" | "too_large" }
  /**
   * A connection kept from an earlier call ended before a byte of the answer: most likely the other side had closed it
   * while it was idle. The request may have arrived all the same.
   */
  | { kind: "no_answer"; cause: "kept_connection" };

/** Carries a request out. The promise always settles and never rejects. */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;

/** Answers beyond this are cut off: PayPay's are a few kilobytes. */
export const largestAnswerBytes = 1024 * 1024;

/**
 * A transport over connections of its own, made at the first call and kept for the next.
 * Idle connections keep no process alive; `close()` ends them at once.
 *
 * @param options.lookup resolves host names instead of the system's resolver.
 */
export function createNodeTransport(
  options: { lookup?: LookupFunction } = {},
): Transport & { close(): void } {
  const connections = createConnections(options);
  const transport: Transport = async (request) => {
    const { protocol, hostname } = new URL(request.origin);
    if (protocol !== "https:" && !(protocol === "http:" && isLoopback(hostname))) {
      return { kind: "not_sent", cause: "insecure" };
    }
    return exchange(request, connections);
  };
  return Object.assign(transport, { close: connections.close });
}

function exchange(request: TransportRequest, connections: Connections): Promise<TransportAnswer> {
  const { signal, fresh = false } = request;
  if (signal?.aborted) return Promise.resolve({ kind: "not_sent", cause: "aborted" });
  return new Promise((resolve) => {
    let connection: Connection | null = null;
    let mayHaveLeft = false;
    /** What had been read of this connection, if an earlier call used it. */
    let readBefore: number | null = null;

    let settled = false;
    const settle = (answer: TransportAnswer) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      // Only a complete answer leaves a connection that may be used again.
      if (answer.kind === "answer" && !fresh) {
        if (connection !== null) connections.giveBack(connection);
      } else connection?.destroy();
      resolve(answer);
    };
    const fail = (cause: "connection" | "aborted" | "deadline") => {
      if (!mayHaveLeft) {
        const distrusted = cause === "connection" && isDistrusted(connection?.socket() ?? null);
        return settle({ kind: "not_sent", cause: distrusted ? "certificate" : cause });
      }
      const kept = cause === "connection" && connection?.socket()?.bytesRead === readBefore;
      settle({ kind: "no_answer", cause: kept ? "kept_connection" : cause });
    };
    const onAbort = () => fail("aborted");
    const timer = setTimeout(() => fail("deadline"), request.deadlineMs);
    signal?.addEventListener("abort", onAbort, { once: true });

    const send = (taken: Connection) => {
      if (settled) return connections.giveBack(taken);
      connection = taken;
      const usedBefore = taken.socket();
      const { method, origin, target: path, headers, body } = request;
      const handler = collect(settle, {
        // Undici says so right before the first byte is written, which is never before the connection (with TLS: the
        // checked handshake) stands. What failed without it never left, and undici sends nothing a second time.
        onStart: () => {
          mayHaveLeft = true;
          const socket = taken.socket();
          readBefore = socket !== null && socket === usedBefore ? socket.bytesRead : null;
        },
        onFailure: () => fail("connection"),
      });
      taken.client.dispatch({ method, origin, path, headers, body, reset: fresh }, handler);
    };
    connections
      .take(request.origin, { fresh })
      .then(send)
      .catch(() => fail("connection"));
  });
}

/** Node ends the handshake by itself when it finds the certificate wanting, and keeps the reason. */
function isDistrusted(socket: Socket | null): boolean {
  return socket instanceof TLSSocket && Boolean(socket.authorizationError);
}

/** What undici tells of an answer, put together. */
function collect(
  settle: (answer: TransportAnswer) => void,
  { onStart, onFailure }: { onStart: () => void; onFailure: () => void },
): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let size = 0;
  let status = 0;
  let headers: IncomingHttpHeaders = {};
  return {
    onRequestStart: onStart,
    onResponseStart: (_controller, statusCode, received) => {
      status = statusCode;
      headers = received;
    },
    onResponseData: (_controller, chunk) => {
      size += chunk.byteLength;
      if (size <= largestAnswerBytes) return void chunks.push(chunk);
      // Undici holds on to us until the connection is closed.
      chunks.length = 0;
      settle({ kind: "no_answer", cause: "too_large" });
    },
    onResponseEnd: () =>
      settle({
        kind: "answer",
        status,
        header: (name) => headerOf(headers, name),
        body: Buffer.concat(chunks, size),
      }),
    onResponseError: onFailure,
  };
}

/** The first of that name. */
function headerOf(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name.toLowerCase()];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
