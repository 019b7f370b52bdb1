// A plain Node server: the kit's routes, and the files that Vite built.
import { appendFileSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { createHandler, createKaikei } from "@kaikei/server";
import { paypay } from "@kaikei/server/paypay";

const kaikei = createKaikei({
  providers: [paypay()],
  resolveOrder: ({ order }) => ({
    amount: { amount: 4200, currency: "JPY" },
    description: "Strawberry shortcake",
    returnPath: `/checkout/${order}`,
  }),
  onPaid: ({ payment }) => appendFileSync("fulfilled.txt", `${payment.order}\n`),
});
const payments = getRequestListener(createHandler(kaikei));
const types = { ".css": "text/css", ".js": "text/javascript" };

createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  if (pathname.startsWith("/api/kaikei/")) return payments(request, response);
  const file = /^\/assets\/[\w.-]+$/.test(pathname) ? pathname : "index.html";
  response.setHeader("Content-Type", types[extname(file)] ?? "text/html");
  response.end(readFileSync(join("dist", file)));
}).listen(Number(process.env.PORT), "127.0.0.1");
