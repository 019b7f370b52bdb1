import type { AccountView, DeclineReason, PaymentView } from "@kaikei/server/contract";

/** One request that the browser sent. */
export interface SentRequest {
  method: string;
  path: string;
  authorization: string | null;
  body: unknown;
  signal: AbortSignal | null;
  /** Epoch milliseconds by the test's clock. */
  at: number;
}

/** A shop's routes as a `fetch`, scripted by the test: it answers with `view` until `next` says otherwise. */
export interface ScriptedShop {
  fetch: typeof globalThis.fetch;
  sent: SentRequest[];
  view: PaymentView;
  /** What `GET /account` answers. */
  account: AccountView;
  /** A path that no other test has, so that what SWR remembers of the account of one says nothing to the next. */
  basePath: string;
  /** Answers of the next requests, first come first served. */
  next: Array<() => Response | Promise<Response>>;
  /** The streams that were asked for, oldest first, apart from `sent`. */
  streams: ScriptedStream[];
  /** Answers of the next streams; without one the shop's server is an older one, which has no such route. */
  nextStreams: Array<(stream: ScriptedStream) => Response | Promise<Response>>;
  posts(): number;
  looks(): number;
}

/** A stream as the server would send it, written by the test. */
export interface ScriptedStream {
  path: string;
  authorization: string | null;
  lastEventId: string | null;
  signal: AbortSignal | null;
  /** Epoch milliseconds by the test's clock. */
  at: number;
  /** Sends text as it is. */
  write(text: string): void;
  /** Sends a view, in the server's words. */
  tell(view: PaymentView): void;
  /** The regular end. */
  end(): void;
  /** The line breaks. */
  cut(): void;
  /** The stream's headers, and nothing yet. */
  silent(): Response;
  /** The headers and the first heartbeat. */
  open(): Response;
}

let shops = 0;

/** The server's clock in these tests: nowhere near the browser's. */
export const serverStart = 5_000_000;

export function createScriptedShop(over: Partial<PaymentView> = {}): ScriptedShop {
  shops += 1;
  const sent: SentRequest[] = [];
  const born = Date.now();
  const shop: ScriptedShop = {
    sent,
    // An id of its own, so that what SWR remembers of one test says nothing to the next.
    view: pendingView({ id: `pay_${shops}`, ...over }),
    account: accountView(),
    basePath: `/shop-${shops}`,
    next: [],
    streams: [],
    nextStreams: [],
    posts: () => sent.filter((request) => request.method === "POST").length,
    looks: () => sent.filter((request) => request.method === "GET").length,
    fetch: async (input, init) => {
      const method = init?.method ?? "GET";
      const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : null;
      const headers = new Headers(init?.headers);
      const authorization = headers.get("authorization");
      if (String(input).endsWith("/events")) {
        const stream = createScriptedStream(String(input), headers, init?.signal ?? null);
        shop.streams.push(stream);
        return shop.nextStreams.shift()?.(stream) ?? errorResponse(404, "route_not_found", false);
      }
      sent.push({
        method,
        path: String(input),
        authorization,
        body,
        signal: init?.signal ?? null,
        at: Date.now(),
      });
      const scripted = shop.next.shift();
      if (scripted) return scripted();
      if (String(input).includes("/account")) return answerAccount(shop, method, String(input));
      const serverTime = serverStart + Date.now() - born;
      const view = { ...shop.view, serverTime };
      return method === "POST"
        ? Response.json({ token: "tok", payment: view }, { status: 201 })
        : Response.json(view);
    },
  };
  return shop;
}

function answerAccount(shop: ScriptedShop, method: string, path: string): Response {
  if (path.endsWith("/link")) {
    const url = "https://wallet.example/link?id=1";
    return Response.json({
      url,
      attempt: "att_1",
      expiresAt: serverStart + 600_000,
      serverTime: serverStart,
    });
  }
  if (path.endsWith("/confirm")) shop.account = linkedAccount();
  if (method === "DELETE") shop.account = accountView({ status: "ended", endedBecause: "unlinked" });
  return Response.json(shop.account);
}

function createScriptedStream(path: string, headers: Headers, signal: AbortSignal | null): ScriptedStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (own) => {
      controller = own;
    },
  });
  const cut = () => controller?.error(new TypeError("network error"));
  signal?.addEventListener("abort", cut);
  // Nobody hears what is said on a line that was left.
  const line = () => (signal?.aborted ? undefined : controller);
  const write = (text: string) => line()?.enqueue(new TextEncoder().encode(text));
  const silent = () =>
    new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } });
  return {
    path,
    authorization: headers.get("authorization"),
    lastEventId: headers.get("last-event-id"),
    signal,
    at: Date.now(),
    write,
    tell: (view) => write(`id: ${view.version}\nevent: payment\ndata: ${JSON.stringify(view)}\n\n`),
    end: () => line()?.close(),
    cut,
    silent,
    open: () => {
      write(":\n\n");
      return silent();
    },
  };
}

export function pendingView(over: Partial<PaymentView> = {}): PaymentView {
  return {
    id: "pay_0",
    order: "order-1",
    provider: "paypay",
    environment: "emulator",
    status: "pending",
    method: "code",
    captureMode: "automatic",
    authorized: 0,
    captured: 0,
    holdExpiresAt: null,
    declineReason: null,
    amount: { value: 1200, currency: "JPY" },
    refunded: 0,
    nextAction: { kind: "scan_qr", url: "https://qr.example/abc", deepLink: null },
    retiring: false,
    needsAttention: false,
    expiresAt: serverStart + 300_000,
    paidAt: null,
    serverTime: serverStart,
    pollAfterMs: 3_000,
    device: "desktop",
    version: 1,
    ...over,
  };
}

/** How a linked account's charge looks while its outcome is not known. */
export function charging(view: PaymentView): PaymentView {
  return { ...view, status: "created", method: "linked_account", nextAction: null, expiresAt: null };
}

/** A charge of a linked account that was refused. */
export function declined(view: PaymentView, declineReason: DeclineReason | null): PaymentView {
  return { ...ended(view, "failed"), method: "linked_account", declineReason };
}

export function accountView(over: Partial<AccountView> = {}): AccountView {
  return {
    status: "not_linked",
    provider: "paypay",
    environment: "emulator",
    maskedPhone: null,
    linkedAt: null,
    expiresAt: null,
    endedBecause: null,
    confirmation: null,
    ...over,
  };
}

export function linkedAccount(): AccountView {
  return accountView({ status: "linked", maskedPhone: "*******1234", linkedAt: 1, expiresAt: 2 });
}

export function completed(view: PaymentView): PaymentView {
  return {
    ...view,
    status: "completed",
    nextAction: null,
    pollAfterMs: null,
    paidAt: 1,
    version: view.version + 1,
  };
}

export function ended(view: PaymentView, status: "canceled" | "expired" | "failed"): PaymentView {
  return { ...view, status, nextAction: null, pollAfterMs: null, version: view.version + 1 };
}

export function errorResponse(
  status: number,
  code: string,
  retryable: boolean,
  headers?: HeadersInit,
): Response {
  const error = { code, message: "For the developer's eyes.", retryable, help: "" };
  return Response.json({ error }, headers ? { status, headers } : { status });
}

/** An answer that the test gives when it likes, or never. */
export function answerLater() {
  let resolve: (response: Response) => void = () => undefined;
  const promise = new Promise<Response>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: (response: Response) => resolve(response) };
}
