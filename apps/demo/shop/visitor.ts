import { cookies } from "next/headers";
import { z } from "zod";
import { shopEnvironment } from "./environment.ts";

/**
 * Who somebody is to the shop: a random name in a cookie that no script can read. Carts and orders belong to it.
 */
const visitorCookie = "visitor";
const aYear = 365 * 24 * 60 * 60;

/** The visitor of the request that is being answered; null before she first puts something in a cart. */
export async function readVisitor(): Promise<string | null> {
  return wellFormed((await cookies()).get(visitorCookie)?.value);
}

/** In a Server Action: the visitor, given a name if she has none. */
export async function nameVisitor(): Promise<string> {
  const known = await readVisitor();
  if (known !== null) return known;
  const visitor = crypto.randomUUID();
  (await cookies()).set(visitorCookie, visitor, {
    httpOnly: true,
    // Not "strict": she comes back from the wallet through a link on its page.
    sameSite: "lax",
    secure: shopEnvironment().overHttps,
    maxAge: aYear,
    path: "/",
  });
  return visitor;
}

/** The visitor who sent a request that is not Next's own, such as one to Kaikei's routes. */
export function visitorOf(request: Request): string | null {
  const cookie = request.headers.get("cookie") ?? "";
  return wellFormed(cookie.match(/(?:^|;\s*)visitor=([^;]+)/)?.[1]);
}

/** Anybody can send any cookie; the database sees only what may be one of ours. */
function wellFormed(visitor: string | undefined): string | null {
  return z.uuid().safeParse(visitor).data ?? null;
}
