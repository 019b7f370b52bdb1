import { createServer as createTcpServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

/** A request as it came over the wire. */
export interface RawRequest {
  method: string;
  target: string;
  /** Which request of its connection it is, from 1. */
  turn: number;
}

export interface RawUpstream {
  origin: string;
  requests: RawRequest[];
  close(): void;
}

/** Writes whatever bytes it likes in answer to a request: all that an HTTP server would keep us from doing. */
export type Serve = (socket: Socket, request: RawRequest) => unknown;

/**
 * An upstream below HTTP. With `tls: "self_signed"` nobody should trust it; with `tls: "refused"` and `"silent"` it
 * speaks none.
 */
export async function startRawUpstream(
  serve: Serve,
  { tls = "none" }: { tls?: "none" | "self_signed" | "refused" | "silent" } = {},
): Promise<RawUpstream> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    if (tls === "refused") socket.end();
    if (tls === "refused" || tls === "silent") return;
    let received = "";
    let turn = 0;
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      const request = completeRequest(received);
      if (request === null) return;
      received = "";
      turn += 1;
      const entry = { ...request, turn };
      requests.push(entry);
      serve(socket, entry);
    });
  };
  const server = tls === "self_signed" ? createTlsServer(stranger, accept) : createTcpServer(accept);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `${tls === "none" ? "http" : "https"}://127.0.0.1:${portOf(server)}`,
    requests,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** An address of this machine where nobody listens. */
export async function lonelyOrigin(): Promise<string> {
  const upstream = await startRawUpstream(() => undefined);
  upstream.close();
  return upstream.origin;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen");
  return address.port;
}

function completeRequest(received: string): { method: string; target: string } | null {
  const endOfHead = received.indexOf("\r\n\r\n");
  if (endOfHead < 0) return null;
  const [, length = "0"] = /^content-length: *(\d+)/im.exec(received) ?? [];
  if (received.length - endOfHead - 4 < Number(length)) return null;
  const [, method = "", target = ""] = /^(\S+) (\S+)/.exec(received) ?? [];
  return { method, target };
}

/** Signed by itself and used nowhere else. */
const stranger = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgcSx8FK6AbGoNfdER
OZ5SVDFTfHiFEH9/LVH0+DAUblahRANCAATmWy8gba6cMvCCcUvaWFQGE/vZHRzB
cEfLPcaV52sFZW+3/ZlrN0a4nRGgLMl78oqoDxq/6Xa3fze97Es3ezEf
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBizCCATCgAwIBAgIUc7dzRAIlPQpbo9Qoa25yQUaxD5YwCgYIKoZIzj0EAwIw
ETEPMA0GA1UEAwwGbm9ib2R5MCAXDTI2MTEyMTA2MjkxMVoYDzIxMjYxMDI4MDYy
OTExWjARMQ8wDQYDVQQDDAZub2JvZHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AATmWy8gba6cMvCCcUvaWFQGE/vZHRzBcEfLPcaV52sFZW+3/ZlrN0a4nRGgLMl7
8oqoDxq/6Xa3fze97Es3ezEfo2QwYjAdBgNVHQ4EFgQUp7aYuWiF2lts6day/h+D
PkxjMUUwHwYDVR0jBBgwFoAUp7aYuWiF2lts6day/h+DPkxjMUUwDwYDVR0TAQH/
BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0kAMEYCIQDICP8A
wKa8IaolmwBrG5RYOe0SvgoVMGu7XpnLqT7pYAIhAN3NUjAeVYQAJPKphUuniqif
I1cp/8fMGtdtN9p4PReb
-----END CERTIFICATE-----`,
};
