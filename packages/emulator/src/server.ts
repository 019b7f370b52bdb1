import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Control } from "./control/control.ts";
import { type WiredEmulator, wireEmulator } from "./emulator.ts";
import type { EmulatorOptions } from "./options.ts";
import { connectionOnWire, WireEnded } from "./wire.ts";

export interface ServerOptions extends EmulatorOptions {
  /** 0 lets the system choose; `url` then says which. */
  readonly port: number;
  /** Default: 127.0.0.1, so that only this machine reaches it. */
  readonly hostname?: string | undefined;
  /** Speaks HTTPS with this key and certificate, in PEM; PayPay's own SDKs speak nothing else. Default: HTTP. */
  readonly tls?: { readonly key: string; readonly cert: string } | undefined;
}

export interface RunningEmulator {
  /** Without a slash at the end. */
  readonly url: string;
  readonly control: Control;
  /** Ends it, open connections included. Whoever started it closes it. */
  close(): Promise<void>;
}

/**
 * Starts an emulator on a real port.
 *
 * @throws Error with a message that names the port when it is taken.
 * @example
 * const emulator = await startEmulator({ port: 0 });
 * await fetch(emulator.url);
 * await emulator.close();
 */
export async function startEmulator(options: ServerOptions): Promise<RunningEmulator> {
  const { port, hostname = "127.0.0.1", tls, ...emulatorOptions } = options;
  const emulator = wireEmulator(emulatorOptions);
  const onRequest: RequestListener = (incoming, outgoing) => {
    const listener = getRequestListener(
      (request) => answerOnWire(emulator, request, connectionOnWire(incoming, outgoing)),
      { overrideGlobalObjects: false },
    );
    void listener(incoming, outgoing);
  };
  const server = tls ? createTlsServer(tls, onRequest) : createServer(onRequest);
  await listen(server, port, hostname);
  const scheme = tls ? "https" : "http";
  const url = `${scheme}://${hostAndPort(server, hostname)}`;
  emulator.listensAt(url);
  return {
    url,
    control: emulator.control,
    close: () => close(server),
  };
}

async function answerOnWire(
  emulator: WiredEmulator,
  request: Request,
  connection: ReturnType<typeof connectionOnWire>,
): Promise<Response> {
  try {
    return await emulator.handle(request, connection);
  } catch (error) {
    if (error instanceof WireEnded) return RESPONSE_ALREADY_SENT;
    throw error;
  }
}

function listen(server: Server, port: number, hostname: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const taken = "code" in error && error.code === "EADDRINUSE";
      reject(taken ? new Error(takenPort(port), { cause: error }) : error);
    });
    server.listen(port, hostname, resolve);
  });
}

function takenPort(port: number): string {
  return (
    `Port ${port} is taken, so the emulator cannot start. ` +
    "Choose another one with --port or the variable KAIKEI_EMULATOR_PORT, or end the program that uses it."
  );
}

function hostAndPort(server: Server, hostname: string): string {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return `${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
