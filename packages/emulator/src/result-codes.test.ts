import { describe, expect, test } from "vitest";
import { resultCode, resultNames } from "./result-codes.ts";
import { codeRequest, openShop } from "./testing/shop.ts";

/** Every answer that PayPay's sources list: HTTP status, codeId where one was published, code. */
const published: readonly (readonly [number, string, string])[] = [
  [200, "08100001", "SUCCESS"],
  [202, "08100001", "REQUEST_ACCEPTED"],
  [400, "08100006", "INVALID_REQUEST_PARAMS"],
  [400, "08100024", "MISSING_REQUEST_PARAMS"],
  [400, "00200004", "INVALID_PARAMS"],
  [401, "08100016", "UNAUTHORIZED"],
  [401, "08100023", "OP_OUT_OF_SCOPE"],
  [404, "08100007", "OPA_CLIENT_NOT_FOUND"],
  [429, "08100998", "RATE_LIMIT"],
  [500, "08100026", "SERVICE_ERROR"],
  [500, "08101000", "INTERNAL_SERVER_ERROR"],
  [500, "00200034", "INTERNAL_SERVER_ERROR"],
  [503, "08100999", "MAINTENANCE_MODE"],
  [400, "01652073", "DUPLICATE_DYNAMIC_QR_REQUEST"],
  [400, "01650000", "DYNAMIC_QR_BAD_REQUEST"],
  [400, "00400060", "PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT"],
  [400, "00400061", "PRE_AUTH_CAPTURE_INVALID_EXPIRY_DATE"],
  [400, "01652075", "DYNAMIC_QR_PAYMENT_NOT_FOUND"],
  [400, "01652074", "DYNAMIC_QR_ALREADY_PAID"],
  [404, "01652072", "DYNAMIC_QR_NOT_FOUND"],
  [400, "00200044", "ORDER_NOT_REVERSIBLE"],
  [400, "", "ORDER_NO_LONGER_AVAILABLE"],
  [400, "00200013", "UNACCEPTABLE_OP"],
  [400, "00200014", "UNACCEPTABLE_OP"],
  [400, "00200015", "INVALID_PARAMS"],
  [400, "01103027", "CANCELED_USER"],
  [400, "", "THROTTLED_MULTIPLE_REFUND_REJECTED"],
  [400, "", "REFUND_LIMIT_EXCEEDED"],
  [400, "", "REFUND_WINDOW_EXCEED"],
  [403, "", "MERCHANT_MULTIPLE_REFUND_REJECTED"],
  [404, "00200001", "RESOURCE_NOT_FOUND"],
  [500, "00200002", "TRANSACTION_FAILED"],
  [500, "00200003", "TRANSACTION_FAILED"],
  [500, "00800017", "TRANSACTION_FAILED"],
  [404, "00200018", "NO_SUCH_REFUND_ORDER"],
  [202, "08300103", "USER_CONFIRMATION_REQUIRED"],
  [201, "08300104", "USER_CONFIRMATION_REQUIRED"],
  [400, "00200039", "ALREADY_CAPTURED"],
  [400, "00200043", "ORDER_EXPIRED"],
  [400, "00200035", "ORDER_NOT_CAPTURABLE"],
  [400, "00200038", "REAUTHORIZATION_IN_PROGRESS"],
  [400, "00400064", "TOO_CLOSE_TO_EXPIRY"],
  [400, "00400062", "HIGHER_CAPTURE_NOT_PERMITTED"],
  [400, "00400035", "UNACCEPTABLE_OP"],
  [400, "", "LIMIT_EXCEEDED"],
  [400, "00200042", "ORDER_NOT_CANCELABLE"],
  [400, "", "REAUTHORIZE_REJECTED"],
  [400, "", "REAUTH_AMOUNT_UNCHANGED"],
  [400, "", "REAUTH_MAX_LIMIT_EXCEEDED"],
  [400, "", "REAUTHORIZE_FAILED"],
  [400, "", "PAY_METHOD_INVALIDATED"],
  [400, "", "NO_SUFFICIENT_FUND"],
  [400, "", "USER_DEFINED_DAILY_LIMIT_EXCEEDED"],
  [400, "", "USER_DEFINED_MONTHLY_LIMIT_EXCEEDED"],
  [400, "00200017", "SUSPECTED_DUPLICATE_PAYMENT"],
  [400, "", "UNSUPPORTED_PAYMENT_METHOD"],
  [401, "", "INVALID_USER_AUTHORIZATION_ID"],
  [401, "", "EXPIRED_USER_AUTHORIZATION_ID"],
  [401, "", "USER_STATE_IS_NOT_ACTIVE"],
  [404, "", "NO_VALID_PAYMENT_METHOD"],
  [404, "", "PAYMENT_METHOD_NOT_FOUND"],
  // Of these five and of SESSION_NOT_FOUND and TRANSACTION_NOT_FOUND no status was published.
  [400, "", "USER_DAILY_LIMIT_FOR_MERCHANT_EXCEEDED"],
  [400, "", "NON_KYC_USER"],
  [400, "", "CC_LIMIT_EXCEEDED"],
  [400, "", "PPC_EXPIRED"],
  [400, "", "PPC_LIMIT_EXCEEDED"],
  [400, "", "DUPLICATE_REQUEST_ORDER"],
  [400, "", "SUSPECTED_DUPLICATE_ORDER"],
  [400, "08300005", "REQUEST_ORDER_NOT_FOUND"],
  [404, "08300005", "REQUEST_ORDER_NOT_FOUND"],
  [409, "", "INVALID_REQUEST_ORDER_STATE"],
  [400, "", "EXPECTATION_FAILED"],
  [404, "", "SESSION_NOT_FOUND"],
  [404, "", "TRANSACTION_NOT_FOUND"],
  [200, "WAL_500017", "NOT_ENOUGH_MONEY"],
  [400, "", "VALIDATION_FAILED_EXCEPTION"],
];

const namesOf = ([status, codeId, code]: (typeof published)[number]) =>
  resultNames.filter((name) => {
    const known = resultCode(name);
    return known.status === status && known.codeId === codeId && known.code === code;
  });

test.each(published)("%i %s %s can be provoked at any call, before or after its effect", async (...row) => {
  const [name] = namesOf(row);
  if (!name) throw new Error(`The emulator cannot say ${row.join(" ")}.`);
  for (const after of [false, true]) {
    const { control, call } = openShop();
    control.faults.add({ kind: "refuse", code: name, after, times: 1 });
    const answer = await call("POST", "/v2/codes", codeRequest("order-1"));
    expect([answer.status, answer.codeId, answer.code]).toEqual(row);
    expect(answer.data).toEqual({});
    expect(control.ledger().codes).toHaveLength(after ? 1 : 0);
    expect((await call("POST", "/v2/codes", codeRequest("order-1"))).status).toBe(201);
  }
});

describe("what no source lists", () => {
  test("is only how the emulator words a failed cashback", () => {
    const listed = new Set(published.flatMap(namesOf));
    // A 201 that is SUCCESS too is no row of its own.
    const others = resultNames.filter((name) => !listed.has(name) && resultCode(name).code !== "SUCCESS");
    expect(others).toEqual([
      "CASHBACK_FOR_CANCELED_USER",
      "CASHBACK_ABOVE_BALANCE_LIMIT",
      "CASHBACK_WAS_NOT_GIVEN",
    ]);
  });
});
