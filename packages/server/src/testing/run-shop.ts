import { appendFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import pg from "pg";
import { createKaikei } from "../kaikei.ts";
import { pollPayment } from "../payments/show.ts";
import { createNodeTransport, paypay, type Transport } from "../providers/paypay/index.ts";
import type { DatabaseHandle } from "../store/database.ts";
import { openPglite } from "../store/pglite.ts";
import { openPostgres } from "../store/postgres.ts";
import { type Command, type JournalEntry, messageSchema, price, setupSchema } from "./shop-process.ts";

// A process of its own for tests: a shop that does what its parent tells it. It can be set up to be killed, or paused,
// by its own hand at the n-th effect of what it does: before each statement that writes or commits, before and after
// each call upstream, before the shop hears. What lies between two of these leaves no trace outside the process: all
// points of the code that differ are among them.

const setup = setupSchema.parse(JSON.parse(process.argv[2] ?? ""));
let now = setup.now;
let armed = false;
let reached = 0;

function reach(effect: string): void {
  if (!armed) return;
  reached += 1;
  if (reached !== setup.stop?.at) return;
  note({ stopped: effect });
  process.kill(process.pid, setup.stop.signal);
}

/** Written at once, so that what happened outlives us. */
function note(entry: JournalEntry): void {
  appendFileSync(setup.journal, `${JSON.stringify(entry)}\n`);
}

async function openDatabase(): Promise<DatabaseHandle> {
  const { database } = setup;
  const handle = database.startsWith("postgres://")
    ? await openPostgres({ url: database })
    : await openPglite({ folder: database });
  const client = "$client" in handle.db ? handle.db.$client : null;
  if (client instanceof PGlite) return { ...handle, db: drizzle({ client, logger: { logQuery: watch } }) };
  if (!(client instanceof pg.Pool))
    throw new Error("the database has a client that this script does not know");
  client.on("connect", (connection) => {
    connection.query = new Proxy(connection.query, {
      apply: (query, self, args) => {
        const [statement] = args;
        watch(typeof statement === "string" ? statement : String(statement?.text));
        return Reflect.apply(query, self, args);
      },
    });
  });
  return handle;
}

/** Of a killed process nothing is left of what it had only read, or had written and not committed. */
const leavesNothing = setup.stop?.signal === "SIGKILL";
let inTransaction = false;

function watch(statement: string): void {
  if (statement === "begin") inTransaction = true;
  if (statement === "commit" || statement === "rollback") inTransaction = false;
  if (inTransaction && leavesNothing) return;
  if (writes.test(statement)) reach(`before ${statement.replaceAll('"', "").slice(0, 60)}`);
}

const writes = /^(insert|update|delete|with|commit)\b/;

const wire = createNodeTransport();
const transport: Transport = async (request) => {
  if (request.method === "GET" && leavesNothing) return wire(request);
  const call = `${request.method} ${request.target.replace(/(pay_|ref_|04-).*/, ":id")}`;
  reach(`before ${call}`);
  const answer = await wire(request);
  reach(`after ${call}`);
  return answer;
};

const clock = () => new Date(now);
const kaikei = createKaikei({
  providers: [paypay({ environment: "emulator", emulatorUrl: setup.emulatorUrl, clock, transport })],
  database: openDatabase,
  secret: "a-secret-for-tests-of-32-characters-or-more",
  publicUrl: "http://localhost:3000",
  resolveOrder: () => ({ amount: price }),
  onPaid: ({ payment, deliveryId, once }) => {
    reach("before the shop hears");
    note({ told: payment.order, delivery: deliveryId });
    return once((tx) => tx.execute(sql`insert into fulfilled values (${payment.order})`));
  },
  clock,
  logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
});

async function obey(command: Command): Promise<unknown> {
  switch (command.do) {
    case "start":
      return kaikei.payments.start({ order: command.order });
    case "charge":
      return kaikei.payments.charge({ customer: "mune", order: command.order, key: command.key });
    case "refresh":
      return kaikei.payments.refresh(command.payment);
    case "cancel":
      return kaikei.payments.cancel(command.payment);
    case "capture": {
      const { payment, amount, key } = command;
      return kaikei.payments.capture({ payment, amount, key });
    }
    case "refund":
      return kaikei.payments.refund({ payment: command.payment, key: command.key });
    case "undo":
      return kaikei.payments.undo({ payment: command.payment, key: command.key });
    case "poll": {
      const { payments } = await kaikei.open();
      const { payment: id, returned } = command;
      const { look } = await pollPayment(payments, { id, device: "desktop", returned });
      await look?.();
      return look !== null;
    }
  }
}

process.on("message", (message) => {
  const parsed = messageSchema.parse(message);
  if ("now" in parsed) {
    now = parsed.now;
    return;
  }
  const { number, command } = parsed;
  armed = true;
  obey(command).then(
    (answer) => process.send?.({ number, answer }),
    (error: unknown) => process.send?.({ number, error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
await kaikei.open();
process.send?.("open");
