import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { formatAmount } from "./format-amount.ts";
import { formatTime } from "./format-time.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test.each([
  ["ja", "1,234,567円"],
  ["en", "¥1,234,567"],
  ["en-AU", "¥1,234,567"],
  ["zh-CN", "1,234,567日元"],
  ["zh-Hans-SG", "1,234,567日元"],
  ["zh-TW", "1,234,567日圓"],
  ["zh-HK", "1,234,567日圓"],
  ["ko", "1,234,567엔"],
])("yen in %s are %s", (locale, written) => {
  expect(formatAmount(locale, { value: 1234567, currency: "JPY" })).toBe(written);
});

test("a phone has yen written without loading CLDR's numbers or scripts, and as CLDR writes them", () => {
  const { NumberFormat } = Intl;
  const asked = vi.spyOn(Intl, "NumberFormat");
  const maximized = vi.spyOn(Intl.Locale.prototype, "maximize");
  const reader = fc
    .tuple(
      fc.constantFrom("ja", "en", "zh-Hans", "zh-Hant", "ko"),
      fc.constantFrom("", "-JP", "-US", "-GB", "-CN", "-SG", "-TW", "-HK", "-MO", "-KR"),
    )
    .map((parts) => parts.join(""));
  const amounts = fc.oneof(fc.nat(10_000_000), fc.nat({ max: Number.MAX_SAFE_INTEGER }));
  fc.assert(
    fc.property(reader, amounts, (locale, value) => {
      const [digits] = /[\d,]+/.exec(formatAmount(locale, { value, currency: "JPY" })) ?? [];
      expect(asked).not.toHaveBeenCalled();
      expect(maximized).not.toHaveBeenCalled();
      expect(digits).toBe(new NumberFormat(locale).format(value));
    }),
  );
});

test("who writes numbers otherwise reads them so", () => {
  const written = (locale: string) => formatAmount(locale, { value: 1234567, currency: "JPY" });
  expect(written("en-IN")).toBe("¥12,34,567");
  expect(written("ja-JP-u-nu-hanidec")).toBe("一,二三四,五六七円");
});

test("no reader of Chinese or Korean takes yen for yuan or won", () => {
  for (const locale of ["zh-Hans", "zh-Hant", "ko"])
    expect(formatAmount(locale, { value: 1200, currency: "JPY" })).not.toMatch(/^[¥￥₩]|[元원]$(?<!日元)/u);
});

test("a language of the shop's own writes yen so that it is not taken for yuan", () => {
  expect(formatAmount("fr", { value: 1200, currency: "JPY" })).toMatch(/1\s200\sJPY/u);
  expect(formatAmount("th", { value: 1200, currency: "JPY" })).toBe("¥1,200");
});

const at = Date.UTC(2026, 10, 20, 23, 4);

test.each([
  ["ja", "11月21日 8:04"],
  ["en", "Nov 21, 8:04 AM"],
  ["zh-Hans", "11月21日 8:04"],
  ["zh-Hant", "11月21日 上午8:04"],
  ["ko", "11월 21일 오전 8:04"],
])("a morning of Tokyo in %s is %s", (locale, written) => {
  expect(formatTime(locale, at, "Asia/Tokyo")).toBe(written);
});

test.each([
  ["ja", "2026年11月21日 8:04"],
  ["en", "Nov 21, 2026, 8:04 AM"],
  ["zh-Hans", "2026年11月21日 8:04"],
  ["zh-Hant", "2026年11月21日 上午8:04"],
  ["ko", "2026년 11월 21일 오전 8:04"],
])("what is kept says its year, in %s as %s", (locale, written) => {
  expect(formatTime(locale, at, "Asia/Tokyo", "numeric")).toBe(written);
});

test("times are the shop's, whatever the zone of the machine", () => {
  const written = ["UTC", "Asia/Tokyo", "America/Los_Angeles"].map((zone) => {
    vi.stubEnv("TZ", zone);
    return formatTime("en", at, "Asia/Tokyo");
  });
  expect(new Set(written)).toEqual(new Set(["Nov 21, 8:04 AM"]));
  expect(formatTime("en", at, "Europe/Paris")).toBe("Nov 21, 12:04 AM");
});

test("no time has a space that another browser writes differently", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("ja", "en", "en-GB", "zh-Hans", "zh-Hant", "ko", "fr"),
      fc.integer({ min: 0, max: 4_000_000_000_000 }),
      (locale, time) => !/[\u202f\u00a0]/.test(formatTime(locale, time, "Asia/Tokyo")),
    ),
  );
});

test("an amount is written whatever a shop calls its language", () => {
  const amount = { value: 1200, currency: "JPY" } as const;
  expect(formatAmount("zh_TW", amount)).toBe("1,200日圓");
  expect(formatAmount("no locale", amount)).toMatch(/1,200$/);
});
