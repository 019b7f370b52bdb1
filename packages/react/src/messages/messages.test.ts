import { describe, expect, expectTypeOf, test } from "vitest";

import { problemKinds } from "../testing/problem-kinds.ts";
import { en } from "./en.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";
import { fill, type MessageKey, type Messages } from "./messages.ts";
import { createWords } from "./words.ts";
import { zhHans } from "./zh-hans.ts";
import { zhHant } from "./zh-hant.ts";

const languages: readonly (readonly [string, Messages])[] = [
  ["ja", ja],
  ["en", en],
  ["zh-Hans", zhHans],
  ["zh-Hant", zhHant],
  ["ko", ko],
];
const japanese: readonly (readonly [string, string])[] = Object.entries(ja);

// Usual suspects: each has another form in the other Chinese.
const onlySimplified =
  /[这来时为会对开关过还进现实际额请务单账户码扫认确绑录联网络统问题机页显闭输应处证将无结终状态东动钮选择检长买费货复尝试拥张办种亲级纪严]/u;
const onlyTraditional =
  /[這來時為會對開關過還進現實際餘額請務單帳戶碼掃認確綁錄聯網絡統問題機頁顯閉輸應處證將無結終狀態東動鈕選擇檢長買費貨復嘗試]/u;

describe.each(languages)("%s", (language, words) => {
  const phrases: readonly (readonly [string, string])[] = Object.entries(words);

  test("has all phrases, in the order of the Japanese, with the same places to fill in", () => {
    const places = (of: readonly (readonly [string, string])[]) =>
      of.map(([key, phrase]) => `${key} ${phrase.match(/\{\w+\}/g) ?? ""}`);
    expect(places(phrases)).toEqual(places(japanese));
  });

  test("ends a sentence where the Japanese does, and asks where it asks", () => {
    const ending = (phrase = "") => (/[？?]$/.test(phrase) ? "?" : /[。.]$/.test(phrase) ? "." : "");
    const endings = (of: readonly (readonly [string, string])[]) =>
      of.map(([key, phrase]) => `${key} ${ending(phrase)}`);
    expect(endings(phrases)).toEqual(endings(japanese));
  });

  test("has no stray space and nothing empty, and names PayPay as PayPay does", () => {
    for (const [key, phrase] of phrases) {
      expect(phrase, key).toMatch(/^\S(.*\S)?$/u);
      expect(phrase, key).not.toMatch(/ {2}|paypay|Paypay|PAYPAY|支付宝|微信|페이페이|ペイペイ/);
    }
  });

  test("says what a button does in one line of a phone", () => {
    const buttons: readonly MessageKey[] = [
      "open.primary",
      "open.secondary",
      "open.approve",
      "otherDevice.summary",
      "pay.byCode",
      "pay.not",
      "retry.newCode",
      "retry.payAgain",
      "retry.tryAgain",
      "retry.reload",
      "cancel.label",
      "account.signIn",
      "account.link",
      "account.linkAgain",
      "account.scan",
      "account.closeCode",
      "account.confirm.yes",
      "account.confirm.no",
      "account.unlink",
      "account.unlink.yes",
      "account.unlink.no",
    ];
    // A letter of the East is as wide as two of the West.
    const columns = (phrase: string) => [...phrase].reduce((sum, sign) => sum + (sign > "\u1100" ? 2 : 1), 0);
    for (const key of buttons) expect(columns(words[key]), `${key}: ${words[key]}`).toBeLessThanOrEqual(36);
  });

  test("has the shopper's words for every problem code", () => {
    for (const kind of Object.values(problemKinds)) expect(words[`problem.${kind}`]).toMatch(/[。.]$/);
    expect(Object.keys(problemKinds).length).toBeGreaterThan(20);
  });

  test("is written in its own script", () => {
    const text = phrases.map(([, phrase]) => phrase).join("\n");
    if (language !== "ja") expect(text).not.toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}]/u);
    if (language === "ja" || language === "en") expect(text).not.toMatch(/\p{Script=Hangul}/u);
    if (language === "en" || language === "ko") expect(text).not.toMatch(/\p{Script=Han}/u);
    if (language === "zh-Hant") expect(text.match(onlySimplified)).toBeNull();
    if (language === "zh-Hans") expect(text.match(onlyTraditional)).toBeNull();
    if (language === "ko") expect(text).not.toMatch(/[。、？！]/u);
    // Words of the mainland for what Taiwan and Hong Kong call otherwise.
    if (language === "zh-Hant") expect(text).not.toMatch(/掃碼|二維碼|登錄|賬|充值|網絡|視頻|信息|點擊/);
  });
});

test("types: a misspelt key or a language with a phrase missing does not compile", () => {
  expectTypeOf<Messages>().toEqualTypeOf<Readonly<Record<MessageKey, string>>>();
  // @ts-expect-error there is no such phrase
  const misspelt: Partial<Messages> = { "cancel.lable": "x" };
  // @ts-expect-error all the other phrases are missing
  const incomplete: Messages = { "cancel.label": "x" };
  expect([misspelt, incomplete]).toHaveLength(2);
});

test("a place without a value stays visible", () => {
  expect(fill("{amount} of {total}", { amount: "¥5" })).toBe("¥5 of {total}");
});

const tokyo = { timeZone: "Asia/Tokyo", messages: undefined };

test("the shop's own words come first; a phrase that nobody has is its name", () => {
  const words = createWords(
    { "pay.not": "No" },
    { ...tokyo, locale: "en", messages: { "pay.not": "Never" } },
  );
  expect(words.say("pay.not")).toBe("Never");
  expect(words.say("cancel.label")).toBe("cancel.label");
});

test("Japanese words under a locale without words of its own are marked as Japanese, money included", () => {
  const borrowed = createWords(ja, { ...tokyo, locale: "th" });
  expect(borrowed.locale).toBe("ja");
  expect(borrowed.amount({ value: 1200, currency: "JPY" })).toBe("1,200円");
  const own = createWords(ja, { ...tokyo, locale: "th", messages: { "pay.not": "ไม่จ่าย" } });
  expect(own.locale).toBe("th");
  const misspelt = createWords(ja, { ...tokyo, locale: "日本語", messages: { "pay.not": "いいえ" } });
  expect(misspelt.locale).toBe("ja");
  expect(misspelt.amount({ value: 1200, currency: "JPY" })).toBe("1,200円");
});
