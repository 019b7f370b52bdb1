import type { Shop } from "./shop.ts";

export const origin = "http://127.0.0.1:4010";

/** What a browser ended up with: a page of the wallet, or an address outside it that it was sent to. */
export interface Visit {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  /** Where the wallet sent it, if that is not the wallet. */
  readonly leftTo: string | null;
}

const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";
const desk = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0";

/** A browser with a cookie jar that speaks English unless told otherwise, and follows redirects within the wallet. */
export function openBrowser(
  { emulator }: Pick<Shop, "emulator">,
  { language = "en-GB,en;q=0.9", onPhone = true } = {},
) {
  const jar = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}): Promise<Visit> => {
    const headers = new Headers(init.headers);
    headers.set("accept-language", language);
    headers.set("user-agent", onPhone ? phone : desk);
    headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await emulator.fetch(new Request(new URL(path, origin), { ...init, headers }));
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";")[0]?.split("=") ?? [];
      jar.set(name, value);
    }
    const next = response.headers.get("location");
    if (next && new URL(next, origin).origin === origin) return send(next);
    // The stylesheet speaks of the same attributes as the markup.
    const html = (await response.text()).replace(/<style>.*<\/style>/s, "");
    return { status: response.status, html, headers: response.headers, leftTo: next };
  };
  return {
    get: send,
    post: (path: string, fields: Record<string, string> = {}, from = origin) =>
      send(path, { method: "POST", body: new URLSearchParams(fields), headers: { origin: from } }),
  };
}

/** `data-page` and `data-state` of a page. */
export const stateOf = (html: string) => /data-page="([^"]+)" data-state="([^"]*)"/.exec(html)?.slice(1);
