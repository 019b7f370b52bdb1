// Next's package has no exports map, so Node needs the file's ending.
import { after } from "next/server.js";
import { createHandler } from "./http/handler.ts";
import type { Kaikei } from "./kaikei.ts";

type RouteHandler = (request: Request) => Promise<Response>;

/**
 * The handlers of a Next route file at `app/api/kaikei/[...kaikei]/route.ts`. What goes on after an answer (looking
 * at the provider, telling the shop) is handed to Next's `after`, so that it survives on serverless platforms too.
 *
 * @example
 * ```ts
 * export const { GET, POST, DELETE } = routes(kaikei);
 * export const maxDuration = 60;
 * ```
 */
export function routes(kaikei: Kaikei): { GET: RouteHandler; POST: RouteHandler; DELETE: RouteHandler } {
  const handle = createHandler(kaikei);
  const route: RouteHandler = (request) => handle(request, { waitUntil: (work) => after(work) });
  return { GET: route, POST: route, DELETE: route };
}
