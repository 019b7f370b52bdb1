import { expect, test } from "vitest";
import { isWalletAddress } from "./wallet-address.ts";

test.each([
  "https://qr.paypay.ne.jp/28180104abc",
  "https://qr-stg.sandbox.paypay.ne.jp/28180104abc?x=%20#y",
  "https://www.paypay.ne.jp/app/opa",
  "paypay://payment?link_key=https%3A%2F%2Fqr.paypay.ne.jp%2F1",
])("%s may be shown", (address) => {
  expect(isWalletAddress(address, null)).toBe(true);
});

const refusedEverywhere = [
  "",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "intent://x#Intent;scheme=paypay;end",
  "//qr.paypay.ne.jp/1",
  "/v2/codes",
  "https://qr.paypay.ne.jp.evil.example/1",
  "https://evilpaypay.ne.jp/1",
  "https://qr.paypay.ne.jp@evil.example/1",
  "https://evil.example/?https://qr.paypay.ne.jp",
  "https://evil.example\\.paypay.ne.jp/",
  "https://qr.paypay.ne.jp\t.evil.example/",
  "https://ｑｒ.evil.example/",
  "https://user:password@qr.paypay.ne.jp/1",
  "blob:https://qr.paypay.ne.jp/1",
  `paypay://${"x".repeat(3000)}`,
];
test.each(refusedEverywhere)("%j is refused with PayPay and with the emulator", (address) => {
  expect(isWalletAddress(address, null)).toBe(false);
  expect(isWalletAddress(address, "http://127.0.0.1:4010")).toBe(false);
});

test.each([
  "http://qr.paypay.ne.jp/1",
  "https://qr.paypay.ne.jp:8443/1",
  "https://qr.paypay.ne.jp./1",
  "http://127.0.0.1:4010/pay/1",
  "https://127.0.0.1/pay/1",
])("%s is refused with PayPay itself", (address) => {
  expect(isWalletAddress(address, null)).toBe(false);
});

test.each([
  ["http://127.0.0.1:4010/pay/1", true],
  ["http://localhost:4010/pay/1", true],
  ["paypay://payment?link_key=x", true],
  ["http://127.0.0.1:4011/pay/1", false],
  ["https://127.0.0.1:4010/pay/1", false],
  ["http://192.168.0.1:4010/pay/1", false],
  ["http://127.0.0.1.evil.example:4010/pay/1", false],
  ["https://qr.paypay.ne.jp/1", false],
])("with the emulator at 127.0.0.1:4010, %s: %s", (address, allowed) => {
  expect(isWalletAddress(address, "http://127.0.0.1:4010")).toBe(allowed);
});
