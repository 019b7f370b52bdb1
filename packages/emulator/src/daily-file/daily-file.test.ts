import { describe, expect, test } from "vitest";
import {
  captureRequest,
  chargeRequest,
  jpy,
  noon,
  openShop,
  refundRequest,
  type Shop,
} from "../testing/shop.ts";
import { csv } from "./csv.ts";
import { encodeShiftJis } from "./shift-jis.ts";

const today = "2026-11-20";
const read = (bytes: Uint8Array) => new TextDecoder("shift_jis", { fatal: true }).decode(bytes);
const rows = (shop: Shop, kind: "transaction" | "preauth", day = today) =>
  read(shop.control.dailyFile({ day, kind }))
    .split("\n")
    .slice(0, -1)
    .map((line) => line.split(","));
const columns = (table: string[][], ...numbers: number[]) =>
  table.slice(1).map((row) => numbers.map((number) => row[number]));

describe("the file of what is paid at once", () => {
  test("has PayPay's Japanese columns, in Shift_JIS with LF (SDK README, OAS)", async () => {
    const shop = openShop({ merchant: { name: "むねのケーキ, 表参道" } });
    const { paymentId } = await shop.paid("order-1", { storeId: "store-1", terminalId: "pos-1" });
    const bytes = shop.control.dailyFile({ day: today, kind: "transaction" });
    expect([...bytes.subarray(0, 4)]).toEqual([0x8c, 0x88, 0x8d, 0xcf]);
    expect(bytes).not.toContain(0x0d);
    expect(read(bytes)).toBe(
      "決済番号,加盟店ID,屋号,店舗ID,店舗名,端末番号/PosID,取引ステータス,取引日時,取引金額,レシート番号,支払い方法,マーチャント決済ID\n" +
        `${paymentId},100000000000000001,"むねのケーキ, 表参道",store-1,,pos-1,取引完了,2026/11/20 12:00:00,1500,,PayPay残高,order-1\n`,
    );
  });

  test("has refunds with a minus, on the day on which they were accepted (OAS)", async () => {
    const shop = openShop();
    const { paymentId } = await shop.paid();
    await shop.call("POST", "/v2/refunds", refundRequest(paymentId, 500));
    shop.control.clock.advance(12 * 3600);
    await shop.call("POST", "/v2/refunds", refundRequest(paymentId, 300, { merchantRefundId: "refund-2" }));
    expect(columns(rows(shop, "transaction"), 6, 8)).toEqual([
      ["取引完了", "1500"],
      ["返金完了", "-500"],
    ]);
    expect(columns(rows(shop, "transaction", "2026-11-21"), 0, 6, 7, 8)).toEqual([
      [paymentId, "返金完了", "2026/11/21 00:00:00", "-300"],
    ]);
  });

  test("has charges and paid requests too, cancelled ones as failed, and no holds", async () => {
    const shop = openShop();
    const id = await shop.authorizationOf("hanako");
    await shop.call("POST", "/v2/payments", chargeRequest("native-1", id));
    await shop.call("POST", "/v1/subscription/payments", chargeRequest("monthly-1", id));
    await shop.call("POST", "/v1/requestOrder", chargeRequest("asked-1", id, { amount: jpy(7) }));
    shop.control.answerRequest({ merchantPaymentId: "asked-1", customer: "hanako", answer: "pay" });
    await shop.call("DELETE", "/v2/payments/monthly-1");
    await shop.held("held-1");
    expect(columns(rows(shop, "transaction"), 6, 11)).toEqual([
      ["取引完了", "native-1"],
      ["取引失敗", "monthly-1"],
      ["取引完了", "asked-1"],
    ]);
  });

  test("a day is Japan's, whole and no more", async () => {
    const shop = openShop();
    shop.control.clock.set(new Date("2026-11-20T23:59:59+09:00"));
    await shop.paid("order-1");
    shop.control.clock.advance(1);
    await shop.paid("order-2");
    expect(columns(rows(shop, "transaction"), 11)).toEqual([["order-1"]]);
    expect(columns(rows(shop, "transaction", "2026-11-21"), 11)).toEqual([["order-2"]]);
    expect(rows(shop, "transaction", "2026-11-22")).toHaveLength(1);
  });
});

test("the file of holds has a row for each step, under that step's own id, never negative (SDK README)", async () => {
  const shop = openShop();
  const { paymentId } = await shop.held("held-1");
  await shop.call("POST", "/v2/payments/capture", captureRequest("held-1", 1000));
  await shop.call("POST", "/v2/refunds", refundRequest(paymentId, 400));
  const other = await shop.held("held-2");
  const body = { merchantRevertId: "revert-2", paymentId: other.paymentId, requestedAt: noon };
  await shop.call("POST", "/v2/payments/preauthorize/revert", body);
  await shop.held("held-3");
  await shop.call("DELETE", "/v2/payments/held-3");
  await shop.createCode("held-4", { isAuthorization: true, authorizationExpiry: noon + 3600 });
  shop.pay("held-4");
  shop.control.clock.advance(3600);
  const table = rows(shop, "preauth");
  expect(table[0]?.join()).toBe(
    "orderId,merchantId,brandName,storeId,storeName,terminalId,transactionStatus,acceptedAt,amount,orderReceiptNumber,methodOfPayment,merchantPaymentId",
  );
  expect(columns(table, 6, 8, 11)).toEqual([
    ["AUTHORIZED", "1500", "held-1"],
    ["COMPLETED", "1000", "capture-held-1"],
    ["REFUNDED", "400", "refund-1"],
    ["AUTHORIZED", "1500", "held-2"],
    ["CANCELED", "1500", "revert-2"],
    ["AUTHORIZED", "1500", "held-3"],
    ["FAILED", "1500", "held-3"],
    ["AUTHORIZED", "1500", "held-4"],
    ["EXPIRED", "1500", "held-4"],
  ]);
});

describe("the announcement", () => {
  const fetchFile = (shop: Shop, path: string) => shop.emulator.fetch(new Request(path));

  test("tells file.created with an address where the file is, for two hours (OAS)", async () => {
    const shop = openShop();
    await shop.paid();
    const { name, path } = shop.control.announceFile({ day: today, kind: "transaction" });
    expect(name).toBe("transaction_100000000000000001_20261120000000_20261120235959_v2.csv");
    expect(shop.control.notifications().at(-1)?.body).toEqual({
      notification_type: "file.created",
      notification_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      fileType: "transaction_recon",
      path,
      requestedAt: String(noon),
    });
    expect(new URL(path).origin).toBe("http://127.0.0.1:4010");
    const file = await fetchFile(shop, path);
    expect(file.headers.get("content-type")).toBe("text/csv; charset=Shift_JIS");
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect(bytes).toEqual(shop.control.dailyFile({ day: today, kind: "transaction" }));
    shop.control.clock.advance(7200);
    expect((await fetchFile(shop, path)).status).toBe(403);
  });

  test("a file is found by its token only", async () => {
    const shop = openShop();
    const { path } = shop.control.announceFile({ day: today, kind: "preauth" });
    expect((await fetchFile(shop, path.replace(/token=./, "token=-"))).status).toBe(403);
    expect((await fetchFile(shop, path.replace("preauth", "other"))).status).toBe(403);
    expect((await fetchFile(shop, path)).status).toBe(200);
  });

  test("can name any host, to see who is believed", () => {
    const { control } = openShop();
    const hostOf = (host: string) =>
      new URL(control.announceFile({ day: today, kind: "preauth", host }).path);
    expect(hostOf("evil.example").origin).toBe("https://evil.example");
    expect(hostOf("http://127.0.0.1:9").origin).toBe("http://127.0.0.1:9");
  });

  test("an unknown merchant has no file", () => {
    const { control } = openShop();
    const choice = { day: today, kind: "preauth", merchantId: "nobody" } as const;
    expect(() => control.dailyFile(choice)).toThrow("No merchant has the id nobody.");
  });
});

describe("the encoding", () => {
  test("whatever Shift_JIS has comes back as it was", () => {
    const letters = "aZ9 -,\"'あいうえお漢字カタカナｱｲｳ￥～①髙﨑ー表ソ能";
    expect(read(encodeShiftJis(letters))).toBe(letters);
  });

  test("what it does not have is a question mark", () => {
    expect(read(encodeShiftJis("ケーキ🍰é한"))).toBe("ケーキ???");
  });

  test("a field with a comma, a quote or a line end is quoted", () => {
    expect(csv([["a,b", 'say "c"', "d\ne", "plain", ""]])).toBe('"a,b","say ""c""","d\ne",plain,\n');
  });
});
