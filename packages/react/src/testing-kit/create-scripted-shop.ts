import type { AccountView, PaymentView } from "@kaikei/server/contract";
import { errorResponse } from "./answers.ts";
import { createScriptedStream, type ScriptedStream } from "./scripted-stream.ts";
import { uniqueName } from "./unique-name.ts";
import { accountView, ended, linkedAccount, pendingView, serverStart } from "./views.ts";

/** One request that the browser sent. */
export interface SentRequest {
  method: string;
  path: string;
  authorization: string | null;
  body: unknown;
  signal: AbortSignal | null;
  /** Epoch milliseconds by the browser's clock. */
  at: number;
}

/** What a scripted shop answers, and what it was asked. */
export interface ShopScript {
  /** The shop's routes, for `<KaikeiProvider fetch={shop.fetch}>`; `<ScriptedShop>` does that by itself. */
  fetch: typeof globalThis.fetch;
  /** Every request but those for streams, oldest first. */
  sent: SentRequest[];
  /** How the payment stands, until the test says otherwise. */
  view: PaymentView;
  /** What `GET /account` answers. */
  account: AccountView;
  /** A path that no other shop has, so that what SWR remembers of the account of one says nothing to the next. */
  basePath: string;
  /** Answers of the next requests, first come first served. */
  next: Array<() => Response | Promise<Response>>;
  /** The streams that were asked for, oldest first, apart from `sent`. */
  streams: ScriptedStream[];
  /** Answers of the next streams; without one the shop's server is an older one, which has no such route. */
  nextStreams: Array<(stream: ScriptedStream) => Response | Promise<Response>>;
  /** How many payments were asked for, links begun, and accounts confirmed. */
  posts(): number;
  /** How often the browser asked how things stand. */
  looks(): number;
}

/**
 * A shop's routes as a `fetch`, scripted by the test: it answers with `view` until `next` says otherwise, and a payment
 * that can be paid can be canceled. Its clock starts at noon on 1 April 2027 in Japan and goes on with the browser's, so
 * that fake timers move both.
 *
 * @example
 * ```tsx
 * const shop = createScriptedShop({ amount: { value: 4800, currency: "JPY" } });
 * render(<ScriptedShop shop={shop}><PayPayQr order="order-1" /></ScriptedShop>);
 * shop.view = completed(shop.view);
 * ```
 */
export function createScriptedShop(over: Partial<PaymentView> = {}): ShopScript {
  const sent: SentRequest[] = [];
  const born = Date.now();
  const shop: ShopScript = {
    sent,
    view: pendingView({ id: uniqueName("pay_"), ...over }),
    account: accountView(),
    basePath: `/${uniqueName("shop-")}`,
    next: [],
    streams: [],
    nextStreams: [],
    posts: () => sent.filter((request) => request.method === "POST").length,
    looks: () => sent.filter((request) => request.method === "GET").length,
    fetch: async (input, init) => {
      const path = String(input);
      const method = init?.method ?? "GET";
      const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : null;
      const headers = new Headers(init?.headers);
      const authorization = headers.get("authorization");
      const signal = init?.signal ?? null;
      if (path.endsWith("/events")) {
        const stream = createScriptedStream(path, headers, signal);
        shop.streams.push(stream);
        return shop.nextStreams.shift()?.(stream) ?? errorResponse(404, "route_not_found", false);
      }
      sent.push({ method, path, authorization, body, signal, at: Date.now() });
      const scripted = shop.next.shift();
      if (scripted) return scripted();
      if (path.includes("/account")) return answerAccount(shop, method, path);
      const { status, retiring } = shop.view;
      if (method === "DELETE" && status === "pending" && !retiring) shop.view = ended(shop.view, "canceled");
      const view = { ...shop.view, serverTime: serverStart + Date.now() - born };
      return method === "POST"
        ? Response.json({ token: "tok", payment: view }, { status: 201 })
        : Response.json(view);
    },
  };
  return shop;
}

function answerAccount(shop: ShopScript, method: string, path: string): Response {
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
