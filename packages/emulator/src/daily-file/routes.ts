import { Hono } from "hono";
import type { DailyFile } from "./daily-file.ts";
import type { FileShelf } from "./file-shelf.ts";

/** Where announced files are fetched. Their address is the only key, as with a signed link. */
export function fileRoutes(shelf: FileShelf): Hono {
  const routes = new Hono();
  routes.get("/files/:name", (c) => {
    const file = shelf.take(c.req.param("name"), c.req.query("token") ?? "");
    return file ? fileResponse(file) : c.text("This link is not valid, or no longer.", 403);
  });
  return routes;
}

export function fileResponse({ name, bytes }: DailyFile): Response {
  return new Response(bytes, {
    headers: {
      "content-type": "text/csv; charset=Shift_JIS",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
