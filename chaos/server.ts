import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createHandler, createKaikei, type Hook, KaikeiError, type Logger } from "@kaikei/server";
import { paypay } from "@kaikei/server/paypay";
import { sql } from "drizzle-orm";
import { z } from "zod";
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
    const { id, order, authorized, captured } = payment;
    if (tellsOnce(order)) {
      await once((tx) =>
        tx.execute(
          sql`insert into shop.told (order_name, payment, kind, delivery, authorized, captured)
            values (${order}, ${id}, ${kind}, ${deliveryId}, ${authorized}, ${captured})`,
        ),
      );
    } else {
      await shop.query(
        "insert into shop.told (order_name, payment, kind, delivery, authorized, captured) values ($1, $2, $3, $4, $5, $6)",
        [order, id, kind, deliveryId, authorized, captured],
      );
    }
    stumble("after");
  };

const orderRowSchema = z.object({
  amount: z.coerce.number(),
  capture: z.enum(["automatic", "manual"]),
  hold_for_ms: z.coerce.number().nullable(),
});
const everyScope = [
  "direct_debit",
  "continuous_payments",
  "pending_payments",
  "preauth_capture_native",
  "cashback",
] as const;

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
        "payments.create": write30s,
        "payments.preauthorize": write30s,
        "payments.continuous": write30s,
        "payments.get": read15s,
        "payments.cancel": read15s,
        "payments.capture": write30s,
        "payments.revert": write30s,
        "payments.reauthorize": write30s,
        "refunds.create": write30s,
        "refunds.get": read15s,
        "pendingPayments.create": write30s,
        "pendingPayments.get": read15s,
        "pendingPayments.cancel": read15s,
        "cashback.give": write30s,
        "cashback.get": read15s,
        "cashback.reverse": write30s,
        "cashback.getReversal": read15s,
        "users.authorization": read15s,
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
    const { rows } = await shop.query(
      "select amount, capture, hold_for_ms from shop.orders where name = $1",
      [order],
    );
    const [row] = z.array(orderRowSchema).parse(rows);
    if (row === undefined) return null;
    const { amount, capture, hold_for_ms: holdForMs } = row;
    const held = holdForMs === null ? {} : { holdForMs };
    return { amount: { amount, currency: "JPY" }, description: order, capture, ...held };
  },
  identifyCustomer: ({ request }) => {
    const id = request.headers.get("x-customer");
    return id === null ? null : { id };
  },
  accounts: { scopes: everyScope },
  onPaid: writesDown("paid"),
  onAuthorized: writesDown("authorized"),
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
  const response = incoming.url?.startsWith("/shop/") ? await serveStaff(request) : await handle(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

const everything = { needsAttention: true, limit: 100_000 } as const;

/** What the shop's staff do: the last word of the address, with the input that the kit takes. */
async function serveStaff(request: Request): Promise<Response> {
  try {
    return Response.json(await actAsStaff(request));
  } catch (error) {
    const known = error instanceof KaikeiError;
    return Response.json({ error: known ? error.code : "internal" }, { status: known ? error.status : 500 });
  }
}

async function actAsStaff(request: Request): Promise<unknown> {
  const { payments, cashback } = kaikei;
  const input = await request.json();
  switch (request.url.split("/").at(-1)) {
    case "refund":
      return payments.refund(input);
    case "undo":
      return payments.undo(input);
    case "capture":
      return payments.capture(input);
    case "cancel":
      return payments.cancel(input.payment);
    case "charge":
      return payments.charge(input);
    case "request":
      return payments.request(input);
    case "give":
      return cashback.give(input);
    case "reverse":
      return cashback.reverse(input);
    case "cashback":
      return cashback.get(input.cashback);
    case "for-people": {
      const found = await Promise.all([payments.list(everything), cashback.list(everything)]);
      return found.flat().map(({ id }) => id);
    }
    default:
      throw new KaikeiError("route_not_found", "Staff can do no such thing.");
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
