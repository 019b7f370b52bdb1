import { describe, expect, it } from "vitest";
import { declineReasonOf, declineReasons } from "./decline-reasons.ts";
import { resultCodes } from "./result-codes.ts";

/** What only other calls are answered with. */
const ofOtherCalls = ["USER_CONFIRMATION_REQUIRED"];

describe("why PayPay did not charge an account", () => {
  it("is known for every code that asks something of the shopper", () => {
    const asking = Object.entries(resultCodes).filter(([, { reason }]) => reason === "shopper_action");
    const unknown = asking.map(([code]) => code).filter((code) => !Object.hasOwn(declineReasons, code));
    expect(unknown.sort()).toEqual(ofOtherCalls);
  });

  it("speaks of codes that PayPay has", () => {
    expect(Object.keys(declineReasons).filter((code) => !Object.hasOwn(resultCodes, code))).toEqual([]);
  });

  it("is a plain refusal for a code that nobody knows, also one that is called like a part of every object", () => {
    for (const code of ["SOMETHING_NEW", "constructor", "__proto__", null]) {
      expect(declineReasonOf(code)).toBe("refused");
    }
    expect(declineReasonOf("TRANSACTION_FAILED")).toBeNull();
  });
});
