import type { AccountLinkStart, AccountView } from "../contract/index.ts";
import type { IdentifyCustomer } from "../payments/context.ts";
import { publicUrl, readAnswer, type TestShop } from "./test-shop.ts";
import { accountSchema, linkStartSchema } from "./wire-schemas.ts";

/** How the shops of tests know their customers: by a cookie of their own. */
export const identifyByCookie: IdentifyCustomer = ({ request }) => {
  const [, id] = /(?:^|; )shop_customer=(\w+)/.exec(request.headers.get("cookie") ?? "") ?? [];
  return id === undefined ? null : { id };
};

/** Where a browser is after an answer sent it on. */
export interface Arrival {
  /** Path and query that the address bar shows. */
  address: string;
  outcome: string | null;
  attempt: string | null;
  headers: Headers;
}

/** A browser with cookies of its own, as far as linking an account goes. */
export interface Browser {
  /** Name, value and flags as they were set. */
  readonly cookies: ReadonlyMap<string, { value: string; path: string; flags: string }>;
  signIn(customer: string | null): void;
  request(path: string, init?: RequestInit): Promise<Response>;
  begin(returnTo?: string): Promise<AccountLinkStart>;
  /** Follows the provider's way back to the shop. */
  comeBack(returnTo: string): Promise<Arrival>;
  account(): Promise<AccountView>;
  confirm(attempt: string): Promise<AccountView>;
  unlink(): Promise<AccountView>;
}

export function openBrowser(shop: TestShop, customer: string | null = null): Browser {
  const cookies = new Map<string, { value: string; path: string; flags: string }>();
  let signedIn = customer;

  const request: Browser["request"] = async (path, init = {}) => {
    const url = new URL(path, publicUrl);
    const sent = [...cookies].filter(([, cookie]) => url.pathname.startsWith(cookie.path));
    const pairs = sent.map(([name, { value }]) => `${name}=${value}`);
    if (signedIn !== null) pairs.unshift(`shop_customer=${signedIn}`);
    const headers = new Headers(init.headers);
    if (pairs.length > 0) headers.set("cookie", pairs.join("; "));
    const response = await shop.request(path.slice("/api/kaikei".length), { ...init, headers });
    for (const set of response.headers.getSetCookie()) keep(set);
    return response;
  };
  const keep = (set: string) => {
    const [, name = "", value = "", path = "", maxAge, flags = ""] =
      /^([^=]+)=([^;]*); Path=([^;]+); Max-Age=(\d+); (.+)$/.exec(set) ?? [];
    if (maxAge === "0") cookies.delete(name);
    else cookies.set(name, { value, path, flags });
  };
  const post = (path: string, body: object) =>
    request(`/api/kaikei${path}`, { method: "POST", body: JSON.stringify(body) });

  return {
    cookies,
    signIn: (next) => {
      signedIn = next;
    },
    request,
    begin: async (returnTo = "/account") =>
      readAnswer(await post("/account/link", { returnTo }), linkStartSchema),
    comeBack: async (returnTo) => {
      const { pathname, search } = new URL(returnTo);
      const response = await request(pathname + search, { headers: { "sec-fetch-site": "cross-site" } });
      const location = new URL(response.headers.get("location") ?? "about:blank", publicUrl);
      return {
        address: location.href.replace(publicUrl, ""),
        outcome: location.searchParams.get("kaikei_account"),
        attempt: location.searchParams.get("kaikei_attempt"),
        headers: response.headers,
      };
    },
    account: async () => readAnswer(await request("/api/kaikei/account"), accountSchema),
    confirm: async (attempt) => readAnswer(await post("/account/confirm", { attempt }), accountSchema),
    unlink: async () => readAnswer(await request("/api/kaikei/account", { method: "DELETE" }), accountSchema),
  };
}
