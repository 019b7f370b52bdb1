import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmulator } from "@kaikei/emulator";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { exampleIntent } from "../testing/intent-example.ts";
import { startShopProcess } from "../testing/shop-process.ts";
import { listPayments } from "./find-payments.ts";
import { migrate } from "./migrate.ts";
import { insertIntent } from "./payment-store.ts";
import { openPglite } from "./pglite.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaikei-pglite-"));
});
afterEach(() => rm(folder, { recursive: true }));

const image = () => inject("emptyDatabase");
const { environment, merchant } = exampleIntent();

it("opening the same folder twice in one process shares the database, until the last handle is closed", async () => {
  const [first, second] = await Promise.all([
    openPglite({ folder, image: image() }),
    openPglite({ folder: `${folder}/.`, image: image() }),
  ]);
  expect(second.db).toBe(first.db);
  await first.close();
  await first.close();
  await second.db.execute(sql`select 1`);
  await second.close();
  await expect(second.db.execute(sql`select 1`)).rejects.toThrow();
});

it("what was written is there after closing and opening again, and the shop's own tables beside it", async () => {
  const first = await openPglite({ folder, image: image() });
  await migrate(first.db);
  await first.db.execute(sql`create table public.cakes (name text)`);
  await insertIntent(first.db, exampleIntent());
  await first.close();
  const second = await openPglite({ folder });
  await migrate(second.db);
  expect(await listPayments(second.db, { environment, merchant, limit: 10 })).toMatchObject([
    { id: "pay_1", ordered: { amount: 4200 } },
  ]);
  await second.db.execute(sql`select name from public.cakes`);
  await second.close();
});

it("another process is refused while it is open, and a half-born database is no obstacle", async () => {
  const script = fileURLToPath(new URL("../testing/hold-folder.ts", import.meta.url));
  const child = fork(script, [folder]);
  await once(child, "message");
  await expect(openPglite({ folder, image: image(), waitMs: 0 })).rejects.toMatchObject({
    code: "store_locked",
  });
  child.kill("SIGKILL");
  await once(child, "exit");
  const handle = await openPglite({ folder, image: image() });
  expect((await readdir(folder)).sort()).toEqual(["data", "lock.2"]);
  await handle.close();
});

it("killed five times while it writes, the database opens again and holds every row that was acknowledged", async () => {
  const emulator = await startEmulator({ port: 0 });
  const setup = {
    database: folder,
    emulatorUrl: emulator.url,
    now: Date.now(),
    journal: `${folder}/journal`,
  };
  await (await openPglite({ folder, image: image() })).close();
  const acknowledged: string[] = [];
  for (let round = 0; round < 5; round += 1) {
    const child = await startShopProcess(setup);
    const kill = () => setTimeout(() => child.signal("SIGKILL"), round * 14).unref();
    for (let row = 0; ; row += 1) {
      const order = `${round}-${row}`;
      const isKept = await child.run({ do: "start", order }).then(
        () => true,
        () => false,
      );
      if (!isKept) break;
      acknowledged.push(order);
      if (row === 2) kill();
    }
    await child.ended;
  }
  const handle = await openPglite({ folder });
  const rows = await listPayments(handle.db, { environment, merchant, limit: 10_000 });
  const pending = rows.filter(({ status }) => status === "pending").map(({ order }) => order);
  expect(pending).toEqual(expect.arrayContaining(acknowledged));
  expect(acknowledged.length).toBeGreaterThanOrEqual(15);
  await handle.close();
  await emulator.close();
}, 600_000);

it("a server that is restarted waits for the old one to let the folder go", async () => {
  const script = fileURLToPath(new URL("../testing/hold-folder.ts", import.meta.url));
  const old = fork(script, [folder]);
  await once(old, "message");
  const opening = openPglite({ folder, image: image() });
  old.kill("SIGKILL");
  const handle = await opening;
  await handle.close();
});

it("asked past the transaction that is open, the database answers with an error rather than never", async () => {
  const { db, close } = await openPglite({ folder, image: image() });
  const other = await openPglite({ folder, image: image() });
  for (const outer of [db, other.db]) {
    await expect(db.transaction(() => outer.execute(sql`select 1`))).rejects.toMatchObject({
      cause: { code: "transaction_open" },
    });
    await expect(
      db.transaction(() => outer.transaction((tx) => tx.execute(sql`select 1`))),
    ).rejects.toMatchObject({ code: "transaction_open" });
  }
  // What a transaction leaves running after it, and its own nested ones, are no misuse.
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let leftRunning: Promise<unknown> = ended;
  await db.transaction(async (tx) => {
    leftRunning = ended.then(() => db.execute(sql`select 1`));
    await tx.transaction((nested) => nested.execute(sql`select 1`));
  });
  end();
  await leftRunning;
  await Promise.all([close(), other.close()]);
});
