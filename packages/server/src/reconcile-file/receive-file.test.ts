import { randomUUID } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, test, vi } from "vitest";
import { notifications } from "../store/schema.ts";
import { engines } from "../testing/database.ts";
import { encodeShiftJis } from "../testing/shift-jis.ts";
import type { TestShop } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";
import { createFileReceiver } from "./receive-file.ts";
import type { ReconcileFileReport } from "./reconcile-file.ts";

const today = "2026-11-21";
const header = "決済番号,取引ステータス,取引日時,取引金額,マーチャント決済ID";

describe.each(engines)("an announced file, recorded in %s", (engine) => {
  const reports: ReconcileFileReport[] = [];
  const servers: Server[] = [];
  afterEach(() => {
    reports.length = 0;
    for (const server of servers.splice(0)) server.close();
  });
  const onReport = (report: ReconcileFileReport) => void reports.push(report);
  const use = useShop(engine, { kaikei: { reconciliationFile: { allowedHosts: [], onReport } } });

  async function paid(shop: TestShop = use.shop) {
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await shop.idle();
    return shop.kaikei.payments.get(payment.id);
  }
  function announce(path: string, { id = randomUUID() as string, shop = use.shop } = {}) {
    const body = {
      notification_type: "file.created",
      notification_id: id,
      fileType: "transaction_recon",
      path,
      requestedAt: "1795219200",
    };
    return shop.request("/notifications/paypay", { method: "POST", body: JSON.stringify(body) });
  }
  /** A host of this machine, which a trial may fetch from. */
  async function serve(listener: RequestListener) {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(request.url ?? "");
      listener(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, seen };
  }
  const csv = (...lines: string[]) => encodeShiftJis([header, ...lines, ""].join("\n"));

  it("by PayPay is fetched, compared, and the shop is told", async () => {
    const { shop } = use;
    await paid();
    shop.emulator.control.announceFile({ day: today, kind: "transaction" });
    await shop.idle();
    expect(reports).toEqual([{ rows: 1, skipped: 0, matched: 1, differing: 0, differences: [] }]);
    expect(shop.log.join("\n")).toContain("agrees with the record");
  });

  it("is not fetched when the shop has listed nothing, and PayPay hears OK all the same", async () => {
    const { url, seen } = await serve((_request, response) => response.end());
    const shop = await use.open({ kaikei: {} });
    expect((await announce(`${url}/x`, { shop })).status).toBe(200);
    await shop.idle();
    expect(seen).toEqual([]);
    expect(shop.log).toEqual([]);
  });

  it("at a host that is not listed is not fetched, and the log names the host once, however often it comes", async () => {
    const { shop } = use;
    for (let times = 0; times < 20; times += 1) {
      expect((await announce("https://files.evil.example/secret-path?token=1")).status).toBe(200);
    }
    await shop.idle();
    const told = shop.log.filter((entry) => entry.includes("file.not_allowed"));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("files.evil.example");
    expect(shop.log.join()).not.toContain("secret-path");
    expect(reports).toEqual([]);
  });

  it("is fetched once, however often it is announced and in however many processes", async () => {
    const { url, seen } = await serve((_request, response) => response.end(csv()));
    const others = [use.shop, use.shop.another(), use.shop.another()];
    const times = Array.from({ length: 30 }, (_, at) => others[at % 3] ?? use.shop);
    await Promise.all(times.map((shop) => announce(`${url}/x`, { id: "one-and-the-same", shop })));
    for (const shop of others) await shop.idle();
    expect(seen).toEqual(["/x"]);
  });

  it("a flood of made-up ones: six an hour are fetched, by all processes together, and then none is even looked up", async () => {
    const { url, seen } = await serve((_request, response) => response.end(csv()));
    const { shop } = use;
    const other = shop.another();
    for (let turn = 0; turn < 20; turn += 1) {
      await announce(`${url}/${turn}`, { shop: turn % 2 === 0 ? shop : other });
      await Promise.all([shop.idle(), other.idle()]);
    }
    expect(seen).toHaveLength(6);
    const { payments: ctx } = await shop.kaikei.open();
    const transaction = vi.spyOn(ctx.db, "transaction");
    await Promise.all(Array.from({ length: 200 }, () => announce(`${url}/more`)));
    await shop.idle();
    expect(transaction).not.toHaveBeenCalled();
    transaction.mockRestore();
    shop.pass(3_600_001);
    await announce(`${url}/genuine`);
    await shop.idle();
    expect(seen.at(-1)).toBe("/genuine");
  });

  it("two hundred at once: six are fetched, one after the other, and the answers wait for none", async () => {
    let open = 0;
    let most = 0;
    const { url, seen } = await serve((_request, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end(csv());
      }, 20);
    });
    await Promise.all(Array.from({ length: 200 }, (_, at) => announce(`${url}/${at}`)));
    await use.shop.idle();
    expect(seen.length).toBeLessThanOrEqual(6);
    expect(most).toBe(1);
  });

  it("that is made up, at a host that is allowed, only makes us look: the record stays as it was", async () => {
    const { shop } = use;
    const before = await paid();
    shop.pass(60_000);
    const { url } = await serve((_request, response) =>
      response.end(
        csv(
          `${before.providerPaymentId},取引完了,2026/11/21 12:00:00,1,${before.id}`,
          `${before.providerPaymentId},返金完了,2026/11/21 12:00:00,-4200,${before.id}`,
        ),
      ),
    );
    await announce(`${url}/x`);
    await shop.idle();
    expect(reports).toMatchObject([{ differing: 1, differences: [{ kind: "amount", look: "stands" }] }]);
    const { attention, version, ...after } = await shop.kaikei.payments.get(before.id);
    expect({ ...before, ...after }).toEqual(before);
    expect(attention).toBe("file_differs");
  });

  describe("of the wrong kind moves nothing, and is told in the log without a word of what it holds", () => {
    const secret = "Yamada-090-1234-5678";
    test.each<[string, RegExp, RequestListener]>([
      ["a page", /cannot be read/, (_request, response) => response.end(`<html>${secret}</html>`)],
      ["an empty one", /cannot be read/, (_request, response) => response.end()],
      [
        "a redirect to where it may not go",
        /302/,
        (_request, response) => {
          response.writeHead(302, { location: `https://169.254.169.254/${secret}` });
          response.end();
        },
      ],
      [
        "a bomb",
        /packed/,
        (_request, response) => {
          response.writeHead(200, { "content-encoding": "gzip" });
          response.end(gzipSync(secret.repeat(10_000)));
        },
      ],
      [
        "an amount that is none",
        /line 2/,
        (_request, response) => response.end(csv(`04,取引完了,2026/11/21 12:00:00,${secret},pay_1`)),
      ],
    ])("%s", async (_what, why, listener) => {
      const { shop } = use;
      const { url, seen } = await serve(listener);
      await announce(`${url}/x`);
      await shop.idle();
      expect(seen).toHaveLength(1);
      expect(reports).toEqual([]);
      expect(shop.log.join("\n")).toMatch(why);
      expect(shop.log.join("\n")).not.toContain(secret);
    });
  });

  it("a shop whose hook fails hears of it in the log; what was learned stays", async () => {
    const shop = await use.open({
      kaikei: {
        reconciliationFile: {
          allowedHosts: [],
          onReport: () => Promise.reject(new Error("the mail server is away")),
        },
      },
    });
    shop.emulator.control.announceFile({ day: today, kind: "transaction", host: shop.emulator.url });
    await shop.idle();
    expect(shop.log.join("\n")).toContain("the mail server is away");
  });

  it("its address is kept nowhere: whoever has it can read the file", async () => {
    const { url } = await serve((_request, response) => response.end(csv()));
    await announce(`${url}/very-secret-path?token=123456`);
    await use.shop.idle();
    const rows = await use.database.db.select().from(notifications);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows) + use.shop.log.join()).not.toContain("very-secret-path");
  });

  it("with real money nothing on this machine or without TLS is fetched", async () => {
    const { payments: ctx } = await use.shop.kaikei.open();
    const [trial] = ctx.providers;
    const real = { ...trial, environment: "production" };
    const fetched: string[] = [];
    const hear = createFileReceiver(
      { ...ctx, providers: [real] },
      { allowedHosts: ["files.paypay.example"] },
      {
        fetchFile: async (url, { mayBePrivate }) => {
          fetched.push(`${url.href} ${mayBePrivate}`);
          return { kind: "refused", why: "a test" };
        },
      },
    );
    for (const url of ["http://127.0.0.1:4010/x", "https://localhost/x", "http://files.paypay.example/x"]) {
      expect(hear(real, { notificationId: randomUUID(), url })).toBeNull();
    }
    await hear(real, { notificationId: randomUUID(), url: "https://files.paypay.example/x?y=1" })?.();
    expect(fetched).toEqual(["https://files.paypay.example/x?y=1 false"]);
  });
});
