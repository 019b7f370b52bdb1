import { describe, expect, test } from "vitest";
import { encodeShiftJis } from "../../testing/shift-jis.ts";
import { readDailyFile } from "./daily-file.ts";

const header =
  "決済番号,加盟店ID,屋号,店舗ID,店舗名,端末番号/PosID,取引ステータス,取引日時,取引金額,レシート番号,支払い方法,マーチャント決済ID";
const read = (text: string) => {
  const { captureMode, movements } = readDailyFile(encodeShiftJis(text));
  return { captureMode, movements: [...movements] };
};
const refusal = (bytes: Uint8Array) => {
  try {
    return [...readDailyFile(bytes).movements];
  } catch (error) {
    return error;
  }
};
const refusalOf = (text: string) => refusal(encodeShiftJis(text));

describe("the file of what is paid at once", () => {
  test("payments, refunds with a minus, and failures", () => {
    const lines = [
      "04001,1,むね,,,,取引完了,2026/11/21 09:05:00,4200,,PayPay残高,pay_1",
      '04001,1,"むね, 表参道",,,,返金完了,2026/11/21 10:00:00,-500,,PayPay残高,pay_1',
      "04002,1,むね,,,,取引失敗,2026/11/21 11:00,100,,PayPayカード,pay_2",
      "04003,1,むね,,,,返金失敗,2026/11/21 11:00:00,-100,,,pay_3",
    ];
    const about = { paymentId: "pay_1", providerPaymentId: "04001" };
    expect(read([header, ...lines, ""].join("\n"))).toEqual({
      captureMode: "automatic",
      movements: [
        { ...about, kind: "paid", amount: 4200, at: new Date("2026-11-21T00:05:00Z") },
        { ...about, kind: "refunded", amount: 500, at: new Date("2026-11-21T01:00:00Z") },
        {
          paymentId: "pay_2",
          providerPaymentId: "04002",
          kind: "failed",
          amount: 100,
          at: new Date("2026-11-21T02:00:00Z"),
        },
        {
          paymentId: "pay_3",
          providerPaymentId: "04003",
          kind: "other",
          amount: 100,
          at: new Date("2026-11-21T02:00:00Z"),
        },
      ],
    });
  });

  test("columns in another order, others beside them, the panel's own names, full-width letters and CRLF", () => {
    const text =
      "新しい列,取引金額,加盟店決済ＩＤ,取引番号, 取引ステータス ,取引日時\r\nx,300,pay_9,04009,取引完了,2026-11-21 00:00:00\r\n";
    expect(read(text).movements).toEqual([
      {
        paymentId: "pay_9",
        providerPaymentId: "04009",
        kind: "paid",
        amount: 300,
        at: new Date("2026-11-20T15:00:00Z"),
      },
    ]);
  });

  test("a time in another form, and a status that nobody has told us of, stop nothing", () => {
    const text = `${header}\n04001,1,,,,,取引保留,きのう,4200,,,pay_1\n`;
    expect(read(text).movements).toMatchObject([{ kind: "other", at: null }]);
  });
});

test("the file of holds: English names, amounts without a sign, a step's own id", () => {
  const text = [
    "orderId,merchantId,transactionStatus,acceptedAt,amount,merchantPaymentId",
    "04001,1,AUTHORIZED,1795219200,5000,pay_1",
    "04001,1,COMPLETED,1795219200,4200,cap_1",
    "04001,1,REFUNDED,1795219200,500,ref_1",
    "04002,1,CANCELED,1795219200,100,rev_2",
    "04003,1,EXPIRED,1795219200,100,pay_3",
    "04004,1,FAILED,1795219200,100,pay_4",
  ].join("\n");
  const { captureMode, movements } = read(text);
  expect(captureMode).toBe("manual");
  expect(movements.map(({ kind, amount, paymentId }) => [kind, amount, paymentId])).toEqual([
    ["held", 5000, "pay_1"],
    ["paid", 4200, "cap_1"],
    ["refunded", 500, "ref_1"],
    ["released", 100, "rev_2"],
    ["released", 100, "pay_3"],
    ["failed", 100, "pay_4"],
  ]);
});

describe("what is no such file is refused, with a sentence that names what is wrong and nothing of what it holds", () => {
  const secret = "Yamada-090-1234-5678";
  test.each([
    ["an empty file", "", /no line that names/],
    ["a page of a login", `<html>${secret}</html>`, /no column 決済番号/],
    ["no status", "決済番号,取引金額\n1,2\n", /no column 取引ステータス or transactionStatus/],
    ["no amount", "決済番号,取引ステータス\n1,取引完了\n", /no column 取引金額 or amount/],
    [
      "an amount that is none",
      `${header}\n1,1,,,,,取引完了,,${secret},,,pay_1\n`,
      /line 2 has no whole number/,
    ],
    ["an amount with a fraction", `${header}\n1,1,,,,,取引完了,,1.5,,,pay_1\n`, /line 2 has no whole number/],
    ["an amount beyond PayPay's limit", `${header}\n1,1,,,,,取引完了,,1e400,,,pay_1\n`, /line 2/],
    ["a line about nothing", `${header}\n,1,,,,,取引完了,,100,,,${"あ"}\n`, /line 2 names no payment/],
    ["a line that is cut off", `${header}\n04001,1,む`, /line 2 has no whole number/],
    ["a quote that never ends", `${header}\n"${secret},1\n2\n`, /has no end/],
  ])("%s", (_what, text, message) => {
    const refused = refusalOf(text);
    expect(refused).toMatchObject({ code: "file_unreadable", message: expect.stringMatching(message) });
    expect(JSON.stringify(refused) + String(refused)).not.toContain(secret);
  });

  test("another encoding", () => {
    expect(refusal(new TextEncoder().encode(`${header}\n`))).toMatchObject({ code: "file_unreadable" });
    expect(refusal(Uint8Array.from([0xff, 0xfe, 0xfd, 0x80]))).toMatchObject({
      message: expect.stringMatching(/not Shift_JIS/),
    });
  });

  test("one that is too large, by bytes or by lines", () => {
    expect(refusal(new Uint8Array(32 * 1024 * 1024 + 1))).toMatchObject({
      message: expect.stringMatching(/larger than 32 MiB/),
    });
    const line = "04001,1,AUTHORIZED,1795219200,5000,pay_1\n";
    const many = `orderId,merchantId,transactionStatus,acceptedAt,amount,merchantPaymentId\n${line.repeat(200_001)}`;
    expect(refusalOf(many)).toMatchObject({ message: expect.stringMatching(/more than 200000 lines/) });
  });
});
