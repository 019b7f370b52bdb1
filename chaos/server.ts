import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createHandler, createKaikei, type Hook, KaikeiError, type Logger } from "@kaikei/server";
import { paypay } from "@kaikei/server/paypay";
import { sql } from "drizzle-orm";
import { childSettingsSchema, orderSchema } from "./child-settings.ts";
import { createFastClock } from "./fast-clock.ts";
import { createRandom } from "./random.ts";
import { openShopPool, tellsOnce } from "./shop-tables.ts";

// One of the shop's servers, as a program of its own: it is killed at any moment and started again.

const settings = childSettingsSchema.parse(JSON.parse(process.env.CHAOS_CHILD ?? "null"));
const clock = createFastClock(settings.clock);
const random = createRandom(settings.seed);
let { hookFailures } = settings;

const shop = openShopPool(settings.databaseUrl);

const write = (level: string) => (entry: object, message: string) =>
  process.stderr.write(`${JSON.stringify({ level, message, ...entry })}\n`);
const logger: Logger = { info: write("info"), warn: write("warn"), error: write("error") };

/** A hook that writes down what it was told, and sometimes fails before or after. */
const writesDown =
  (kind: string): Hook =>
  async ({ payment, deliveryId, once }) => {
    const stumble = (when: string) => {
      if (random.chance(hookFailures)) throw new Error(`the shop stumbles ${when} writing`);
    };
    stumble("before");
    if (tellsOnce(payment.order)) {
      await once((tx) =>
        tx.execute(
          sql`insert into shop.told (order_name, payment, kind, delivery) values (${payment.order}, ${payment.id}, ${kind}, ${deliveryId})`,
        ),
      );
    } else {
      await shop.query(
        "insert into shop.told (order_name, payment, kind, delivery) values ($1, $2, $3, $4)",
        [payment.order, payment.id, kind, deliveryId],
      );
    }
    stumble("after");
  };

const write30s = clock.real(30_000);
const read15s = clock.real(15_000);
const kaikei = createKaikei({
  providers: [
    paypay({
      environment: "emulator",
      emulatorUrl: settings.emulatorUrl,
      apiKey: settings.apiKey,
      apiSecret: settings.apiSecret,
      clock: () => new Date(clock.now()),
      timeouts: {
        "codes.create": write30s,
        "codes.delete": read15s,
        "codes.payment": read15s,
        "payments.cancel": read15s,
        "refunds.create": write30s,
        "refunds.get": read15s,
      },
    }),
  ],
  database: settings.databaseUrl,
  secret: settings.secret,
  publicUrl: settings.publicUrl,
  pollIntervalMs: settings.pollIntervalMs,
  lateGraceMs: settings.lateGraceMs,
  clock: () => new Date(clock.now()),
  logger,
  resolveOrder: async ({ order }) => {
    const { rows } = await shop.query("select amount from shop.orders where name = $1", [order]);
    const amount = Number(rows[0]?.amount ?? 0);
    return amount === 0 ? null : { amount: { amount, currency: "JPY" }, description: order };
  },
  onPaid: writesDown("paid"),
  onRefunded: writesDown("refunded"),
  onCanceled: writesDown("canceled"),
  onExpired: writesDown("expired"),
  onDuplicate: writesDown("duplicate"),
});
const handle = createHandler(kaikei);

const server = createServer((incoming, outgoing) => {
  void answer(incoming, outgoing).catch((error: unknown) => {
    logger.error({ error: String(error) }, "a request broke off");
    outgoing.destroy();
  });
});

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const request = await readRequest(incoming);
  const response = incoming.url?.startsWith("/shop/") ? await giveBack(request) : await handle(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

/** The shop's own way to give money back, for its staff. */
async function giveBack(request: Request): Promise<Response> {
  const { refund, undo } = kaikei.payments;
  try {
    const input = await request.json();
    return Response.json(await (request.url.endsWith("/undo") ? undo(input) : refund(input)));
  } catch (error) {
    const known = error instanceof KaikeiError;
    return Response.json({ error: known ? error.code : "internal" }, { status: known ? error.status : 500 });
  }
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method = "GET", url = "/", headers } = incoming;
  const body = method === "GET" || method === "HEAD" ? null : Buffer.concat(chunks);
  const sent = Object.entries(headers).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return new Request(new URL(url, settings.publicUrl), { method, headers: sent, body });
}

process.on("message", (message) => {
  const order = orderSchema.parse(message);
  if (order.kind === "skip") clock.skip(order.ms);
  else hookFailures = 0;
});
process.on("disconnect", () => process.exit());

await kaikei.worker({ intervalMs: clock.real(2000) });
server.listen(settings.port, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : undefined });
});
