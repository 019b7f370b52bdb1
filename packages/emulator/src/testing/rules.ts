import { expect, test } from "vitest";
import type { EmulatorOptions, Merchant } from "../options.ts";
import type { Answer } from "./caller.ts";
import { openShop, type Shop } from "./shop.ts";

/** One rule of PayPay's, broken by a request. `source` says where PayPay published the answer. */
export interface Rule {
  readonly breaks: string;
  readonly source: string;
  readonly answer: readonly [status: number, code: string, codeId: string];
  readonly options?: EmulatorOptions & { readonly merchant?: Partial<Merchant> };
  readonly ask: (shop: Shop) => Promise<Answer>;
}

/** A test for each rule: the request breaks it, no fault is used, and the answer is PayPay's. */
export function testRules(rules: readonly Rule[]): void {
  test.each(rules)("$breaks: $answer ($source)", async ({ options, ask, answer }) => {
    const shop = openShop(options);
    const { status, code, codeId } = await ask(shop);
    expect([status, code, codeId]).toEqual(answer);
    expect(shop.control.calls.list().every(({ fault }) => fault === null)).toBe(true);
  });
}
