// Loaded before the clock of a call's deadline runs: on a busy machine that alone takes as long as a test's deadline.
import "undici";
import { type EmulatorOptions, type RunningEmulator, startEmulator } from "@kaikei/emulator";
import type { z } from "zod";
import type { PaymentGrant, PaymentView } from "../contract/index.ts";
import { createHandler } from "../http/handler.ts";
import { createKaikei, type Kaikei } from "../kaikei.ts";
import type { KaikeiOptions } from "../kaikei-options.ts";
import type { PaymentProvider } from "../provider.ts";
import { type PayPayOptions, paypay } from "../providers/paypay/index.ts";
import type { DatabaseHandle } from "../store/database.ts";
import { errorSchema, grantSchema, viewSchema } from "./wire-schemas.ts";

export const publicUrl = "http://localhost:3000";

export interface TestShop {
  emulator: RunningEmulator;
  kaikei: Kaikei;
  /** What onPaid heard, in order. */
  paidOrders: string[];
  /** What the log holds, one string an entry. */
  log: string[];
  /** Calls that the emulator has seen, as `POST /v2/codes`, ids left out. */
  calls(): string[];
  now(): Date;
  /** Moves the shop's and the emulator's clock. Milliseconds. */
  pass(ms: number): void;
  /** A browser's request to the kit's routes. */
  request(path: string, init?: RequestInit & { token?: string }): Promise<Response>;
  start(order: string): Promise<PaymentGrant>;
  show(grant: PaymentGrant): Promise<PaymentView>;
  cancel(grant: PaymentGrant): Promise<PaymentView>;
  /** Until everything that goes on after an answer is done. */
  idle(): Promise<void>;
  /** Passes `ms`, lets a reconcile pass run, and waits for what it causes. */
  reconcileAfter(ms: number): Promise<void>;
  /** PayPay as a provider at another address or with other options, for a shop that is not set up as this one. */
  providerAt(emulatorUrl: string, more?: PayPayOptions): () => PaymentProvider;
  /** The same shop in another process: same database, same emulator. */
  another(overrides?: Partial<KaikeiOptions>): TestShop;
  close(): Promise<void>;
}

/** Prices of the shop's orders; `resolveOrder` knows no other. */
export type Prices = Map<string, number>;

/** A shop on a real emulator over a real port, with one clock for both that only the test moves. */
export async function openTestShop(options: {
  database: DatabaseHandle;
  prices?: Prices;
  webhooks?: boolean;
  emulator?: EmulatorOptions;
  paypay?: PayPayOptions;
  kaikei?: Partial<KaikeiOptions>;
}): Promise<TestShop> {
  let now = Date.parse("2026-11-21T03:00:00Z");
  const clock = () => new Date(now);
  const handlers: { handle: ReturnType<typeof createHandler> }[] = [];
  const emulator = await startEmulator({
    port: 0,
    clock: () => now,
    ...(options.webhooks === false ? {} : { webhookUrl: `${publicUrl}/api/kaikei/notifications/paypay` }),
    fetch: async (url, init) => {
      const [first] = handlers;
      if (first === undefined) throw new Error("no shop is open");
      return first.handle(new Request(url, init));
    },
    ...options.emulator,
  });
  const prices = options.prices ?? new Map([["cake", 4200]]);

  const providerAt: TestShop["providerAt"] = (emulatorUrl, more) =>
    paypay({ environment: "emulator", emulatorUrl, clock, ...options.paypay, ...more });
  const open = (overrides: Partial<KaikeiOptions>): TestShop => {
    const background = new Set<Promise<unknown>>();
    const paidOrders: string[] = [];
    const log: string[] = [];
    const note = (entry: object, message: string) => log.push(`${message} ${JSON.stringify(entry)}`);
    const kaikei = createKaikei({
      providers: [providerAt(emulator.url)],
      database: () => options.database,
      secret: "a-secret-for-tests-of-32-characters-or-more",
      publicUrl,
      resolveOrder: ({ order }) => {
        const amount = prices.get(order);
        return amount === undefined
          ? null
          : {
              amount: { amount, currency: "JPY" },
              description: `Order ${order}`,
              returnPath: `/orders/${order}`,
            };
      },
      onPaid: ({ payment }) => {
        paidOrders.push(payment.order);
      },
      clock,
      logger: { info: note, warn: note, error: note },
      ...options.kaikei,
      ...overrides,
    });
    const handler = createHandler(kaikei);
    const handle: typeof handler = (request) =>
      handler(request, {
        waitUntil: (work) => {
          background.add(work);
          void work.finally(() => background.delete(work));
        },
      });
    handlers.push({ handle });

    const request: TestShop["request"] = (path, { token, ...init } = {}) => {
      const headers = new Headers(init.headers);
      if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
      if (!headers.has("sec-fetch-site")) headers.set("sec-fetch-site", "same-origin");
      if (init.body !== undefined && !headers.has("content-type"))
        headers.set("content-type", "application/json");
      return handle(new Request(`${publicUrl}/api/kaikei${path}`, { ...init, headers }));
    };
    const idle = async () => {
      await emulator.control.idle();
      while (background.size > 0) await Promise.all(background);
    };
    return {
      emulator,
      kaikei,
      paidOrders,
      log,
      calls: () => emulator.control.calls.list().map(describeCall),
      now: clock,
      pass: (ms) => {
        now += ms;
        // Lets the emulator do what its time brings.
        emulator.control.clock.advance(0);
      },
      request,
      start: async (order) =>
        readAnswer(
          await request("/payments", { method: "POST", body: JSON.stringify({ order }) }),
          grantSchema,
        ),
      show: async ({ token, payment }) =>
        readAnswer(await request(`/payments/${payment.id}`, { token }), viewSchema),
      cancel: async ({ token, payment }) =>
        readAnswer(await request(`/payments/${payment.id}`, { method: "DELETE", token }), viewSchema),
      idle,
      reconcileAfter: async (ms) => {
        now += ms;
        emulator.control.clock.advance(0);
        await kaikei.reconcile();
        await idle();
      },
      providerAt,
      another: (more = {}) => open({ ...overrides, ...more }),
      close: async () => {
        await idle();
        await emulator.close();
      },
    };
  };
  return open({});
}

/** An answer of the kit that a test did not expect. */
export class UnexpectedAnswer extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, { code, message }: { code: string; message: string }) {
    super(`${status} ${code}: ${message}`);
    this.status = status;
    this.code = code;
  }
}

/** The body of an answer; one that is none of 2xx is thrown. */
export async function readAnswer<Body>(response: Response, schema: z.ZodType<Body>): Promise<Body> {
  const body = await response.json();
  if (!response.ok) throw new UnexpectedAnswer(response.status, errorSchema.parse(body).error);
  return schema.parse(body);
}

function describeCall({ method, path }: { method: string; path: string }): string {
  return `${method} ${path.replace(/\/(pay_|ref_|04-)[^/]*/g, "/:id")}`;
}
