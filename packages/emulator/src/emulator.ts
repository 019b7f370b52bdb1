import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { paypayApi } from "./api/api.ts";
import type { ApiEnvironment } from "./api/context.ts";
import { answerRefusal } from "./api/envelope.ts";
import { createClock } from "./clock.ts";
import { type Connection, connectionInProcess } from "./connection.ts";
import { createCallLog } from "./control/calls.ts";
import { type Control, createControl } from "./control/control.ts";
import { createFaultList } from "./control/faults.ts";
import { createLateEffects } from "./control/late-effects.ts";
import { controlRoutes } from "./control/routes.ts";
import { createFileShelf } from "./daily-file/file-shelf.ts";
import { fileRoutes } from "./daily-file/routes.ts";
import { createLedger } from "./ledger/ledger.ts";
import { createMerchantList } from "./merchant-list.ts";
import { type EmulatorOptions, settingsFrom } from "./options.ts";
import { refuse } from "./result-codes.ts";
import { walletPages } from "./wallet/routes.ts";
import { createNotifier } from "./webhooks/notifier.ts";

/** A PayPay in memory. Each call of `createEmulator` makes one that knows nothing of any other. */
export interface Emulator {
  /** Answers an API call, a wallet page or a control route. No port is needed. */
  fetch(request: Request): Promise<Response>;
  readonly control: Control;
}

/** An emulator that also lets a server lend it the wire, so that faults can be real. */
export interface WiredEmulator extends Emulator {
  handle(request: Request, connection: Connection): Promise<Response>;
  /** Says where it is reached, before anybody has called. */
  listensAt(origin: string): void;
}

/**
 * Makes a stand-in for PayPay's Open Payment API with a wallet to pay from.
 *
 * @example
 * const emulator = createEmulator({ webhookUrl: "http://127.0.0.1:3000/api/kaikei/notifications/paypay" });
 * const response = await emulator.fetch(new Request("http://127.0.0.1:4010/v2/codes", signedRequest));
 * emulator.control.pay({ merchantPaymentId: "order-1", customer: "hanako" });
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { fetch, control } = wireEmulator(options);
  return { fetch, control };
}

export function wireEmulator(options: EmulatorOptions): WiredEmulator {
  const settings = settingsFrom(options);
  const clock = createClock(settings.clock);
  const notifier = createNotifier(settings, clock.seconds);
  const ledger = createLedger({
    habits: settings.habits,
    start: settings,
    now: clock.seconds,
    tell: notifier.tell,
  });
  const merchants = createMerchantList(settings.merchants);
  const calls = createCallLog();
  const faults = createFaultList(settings.chooseFault);
  const lateEffects = createLateEffects(clock.now);
  const shelf = createFileShelf(clock.seconds);
  // Where it was reached last: an emulator without a port of its own does not know where it is.
  let origin = settings.publicUrl ?? "http://127.0.0.1:4010";
  const parts = {
    settings,
    merchants,
    clock,
    ledger,
    calls,
    faults,
    lateEffects,
    notifier,
    shelf,
    origin: () => origin,
  };
  const control = createControl(parts);

  // Not strict: PayPay's Python SDK writes /v2/refunds/ with a slash at the end.
  const app = new Hono<ApiEnvironment>({ strict: false });
  app.route("/", paypayApi(parts));
  app.route("/", walletPages(parts));
  app.route("/", fileRoutes(shelf));
  if (settings.controlRoutes) app.route("/_control", controlRoutes(control));
  app.notFound((c) => c.text("There is nothing at this address.", 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    // A fault's reset is no error of the emulator: the caller's fetch must reject with it.
    if (c.get("call")?.fault) throw error;
    return answerRefusal(refuse("INTERNAL_SERVER_ERROR", String(error)));
  });

  const handle = async (request: Request, connection: Connection) => {
    if (settings.publicUrl === null) origin = new URL(request.url).origin;
    return app.fetch(request, { connection });
  };
  const listensAt = (url: string) => {
    origin = settings.publicUrl ?? url;
  };
  return { handle, listensAt, control, fetch: (request) => handle(request, connectionInProcess(request)) };
}
