import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { LookupFunction, Socket } from "node:net";
import { TLSSocket } from "node:tls";
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
 * Outlives the 4.5 s between two looks: Node's global agent drops idle sockets after 5 s, too close to them.
 */
const idleSocketMs = 20_000;

/**
 * A transport over `node:http` and `node:https` with its own kept-alive connections, made at the first call.
 * Idle connections keep no process alive; `close()` ends them at once.
 *
 * @param options.lookup resolves host names instead of the system's resolver.
 */
export function createNodeTransport(
  options: { lookup?: LookupFunction } = {},
): Transport & { close(): void } {
  let agents: { http: HttpAgent; https: HttpsAgent } | undefined;
  const open = () => {
    const settings = { ...options, keepAlive: true, scheduling: "lifo", timeout: idleSocketMs } as const;
    agents ??= { http: new HttpAgent(settings), https: new HttpsAgent(settings) };
    return agents;
  };
  const transport: Transport = async (request) => {
    const url = new URL(request.origin);
    if (url.protocol === "https:") {
      return exchange(
        request,
        (options) => httpsRequest(url, { ...options, agent: request.fresh ? false : open().https }),
        "secureConnect",
      );
    }
    if (url.protocol !== "http:" || !isLoopback(url.hostname)) return { kind: "not_sent", cause: "insecure" };
    return exchange(
      request,
      (options) => httpRequest(url, { ...options, agent: request.fresh ? false : open().http }),
      "connect",
    );
  };
  const close = () => {
    agents?.http.destroy();
    agents?.https.destroy();
    agents = undefined;
  };
  return Object.assign(transport, { close });
}

interface ExchangeOptions {
  method: string;
  path: string;
  headers: Record<string, string | number>;
}

function exchange(
  request: TransportRequest,
  start: (options: ExchangeOptions) => ClientRequest,
  connected: "connect" | "secureConnect",
): Promise<TransportAnswer> {
  const { signal, body } = request;
  if (signal?.aborted) return Promise.resolve({ kind: "not_sent", cause: "aborted" });
  return new Promise((resolve) => {
    // Node writes nothing before the connection (with TLS: the checked handshake) stands, so until then
    // nothing left.
    let mayHaveLeft = false;
    let answering = false;
    let readBefore = 0;
    const outgoing = start({
      method: request.method,
      path: request.target,
      headers: { ...request.headers, ...(body && { "Content-Length": body.byteLength }) },
    });

    let settled = false;
    const settle = (answer: TransportAnswer) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      // Only a complete answer leaves a connection that may be used again.
      if (answer.kind !== "answer") outgoing.destroy();
      resolve(answer);
    };
    const fail = (cause: "connection" | "aborted" | "deadline") => {
      if (!mayHaveLeft) {
        const distrusted = cause === "connection" && isDistrusted(outgoing.socket);
        return settle({ kind: "not_sent", cause: distrusted ? "certificate" : cause });
      }
      const kept =
        cause === "connection" && outgoing.reusedSocket && outgoing.socket?.bytesRead === readBefore;
      settle({ kind: "no_answer", cause: kept ? "kept_connection" : cause });
    };
    const onAbort = () => fail("aborted");
    const timer = setTimeout(() => fail("deadline"), request.deadlineMs);
    signal?.addEventListener("abort", onAbort, { once: true });

    outgoing.on("socket", (socket) => {
      readBefore = socket.bytesRead;
      const leaves = () => {
        mayHaveLeft = true;
      };
      if (socket.connecting) socket.once(connected, leaves);
      else if (outgoing.reusedSocket || !socket.destroyed) leaves();
    });
    outgoing.on("error", () => fail("connection"));
    outgoing.on("response", (response) => {
      answering = true;
      collect(response, settle);
    });
    outgoing.on("close", () => {
      // With an answer under way its own events decide: this one can come before its last bytes are read.
      if (!answering) fail("connection");
    });
    outgoing.end(body ?? undefined);
  });
}

/** Node ends the handshake by itself when it finds the certificate wanting, and keeps the reason. */
function isDistrusted(socket: Socket | null): boolean {
  return socket instanceof TLSSocket && Boolean(socket.authorizationError);
}

function collect(response: IncomingMessage, settle: (answer: TransportAnswer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on("data", (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size > largestAnswerBytes) return settle({ kind: "no_answer", cause: "too_large" });
    chunks.push(chunk);
  });
  const cutOff = () => settle({ kind: "no_answer", cause: "connection" });
  response.on("error", cutOff);
  response.on("close", cutOff);
  response.on("end", () => {
    settle({
      kind: "answer",
      status: response.statusCode ?? 0,
      header: (name) => headerOf(response, name),
      body: Buffer.concat(chunks, size),
    });
  });
}

function headerOf(response: IncomingMessage, name: string): string | null {
  const value = response.headers[name.toLowerCase()];
  return typeof value === "string" ? value : null;
}
