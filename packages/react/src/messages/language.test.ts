import { expect, test } from "vitest";
import { languageOf } from "./language.ts";

test.each([
  ["ja", "ja"],
  ["ja-JP-u-ca-japanese", "ja"],
  ["en", "en"],
  ["EN-gb", "en"],
  ["ko-KR", "ko"],
  ["zh", "zh-Hans"],
  ["zh-CN", "zh-Hans"],
  ["zh-SG", "zh-Hans"],
  ["zh-Hans-HK", "zh-Hans"],
  ["zh-TW", "zh-Hant"],
  ["zh-HK", "zh-Hant"],
  ["zh-MO", "zh-Hant"],
  ["zh-hant", "zh-Hant"],
  ["zh-Hant-CN", "zh-Hant"],
  ["th", null],
  ["jam", null],
  ["zh_TW", "zh-Hant"],
  ["ja_JP.UTF-8", null],
  ["日本語", null],
  ["", null],
])("%s is read in %s", (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});
