/** One answer of PayPay: HTTP status, `code` and `codeId`. Newer codes were published without a codeId. */
export interface ResultCode {
  readonly status: number;
  readonly code: string;
  readonly codeId: string;
  readonly message: string;
}

/** Everything that the emulator can say in `resultInfo`. The key is the code, or says which of several is meant. */
export const resultCodes = {
  SUCCESS: answer(200, "SUCCESS", "08100001", "Success"),
  CODE_CREATED: answer(201, "SUCCESS", "08100001", "Success"),
  PAYMENT_CREATED: answer(201, "SUCCESS", "08100001", "Success"),
  REQUEST_ACCEPTED: answer(202, "REQUEST_ACCEPTED", "08100001", "Request accepted"),
  CAPTURE_NEEDS_APPROVAL: answer(202, "USER_CONFIRMATION_REQUIRED", "08300103", "User confirmation required"),
  RAISE_NEEDS_APPROVAL: answer(201, "USER_CONFIRMATION_REQUIRED", "08300104", "User confirmation required"),

  INVALID_REQUEST_PARAMS: bad("08100006", "Invalid request params"),
  MISSING_REQUEST_PARAMS: bad("08100024", "Missing request params"),
  UNAUTHORIZED: answer(401, "UNAUTHORIZED", "08100016", "Unauthorized request"),
  OP_OUT_OF_SCOPE: answer(401, "OP_OUT_OF_SCOPE", "08100023", "The operation is not permitted"),
  OPA_CLIENT_NOT_FOUND: answer(404, "OPA_CLIENT_NOT_FOUND", "08100007", "OPA Client not found"),
  INVALID_PARAMS: bad("00200004", "Invalid parameters received"),
  RATE_LIMIT: answer(429, "RATE_LIMIT", "08100998", "Too many requests"),
  INTERNAL_SERVER_ERROR: answer(500, "INTERNAL_SERVER_ERROR", "08101000", "Something went wrong"),
  REQUEST_TIMED_OUT: answer(500, "INTERNAL_SERVER_ERROR", "00200034", "Request timed out"),
  SERVICE_ERROR: answer(500, "SERVICE_ERROR", "08100026", "Service error"),
  MAINTENANCE_MODE: answer(
    503,
    "MAINTENANCE_MODE",
    "08100999",
    "Sorry, we are down for scheduled maintenance",
  ),
  TRANSACTION_FAILED: answer(500, "TRANSACTION_FAILED", "00200002", "Transaction failed"),
  TRANSACTION_FAILED_00200003: answer(500, "TRANSACTION_FAILED", "00200003", "Transaction failed"),
  RESOURCE_NOT_FOUND: answer(404, "RESOURCE_NOT_FOUND", "00200001", "Resource not found"),

  SESSION_NOT_FOUND: answer(404, "SESSION_NOT_FOUND", "", "The session was not found"),
  EXPECTATION_FAILED: bad("", "The scope is not contracted or the redirect domain is not registered"),
  INVALID_USER_AUTHORIZATION_ID: answer(
    401,
    "INVALID_USER_AUTHORIZATION_ID",
    "",
    "The user authorization is not valid",
  ),
  EXPIRED_USER_AUTHORIZATION_ID: answer(
    401,
    "EXPIRED_USER_AUTHORIZATION_ID",
    "",
    "The user authorization has expired",
  ),
  USER_STATE_IS_NOT_ACTIVE: answer(401, "USER_STATE_IS_NOT_ACTIVE", "", "The user is not active"),

  DUPLICATE_DYNAMIC_QR_REQUEST: bad("01652073", "Duplicate Dynamic QR request"),
  DYNAMIC_QR_BAD_REQUEST: bad("01650000", "Dynamic QR bad request"),
  PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT: bad("00400060", "Merchant cannot use pre-authorization"),
  PRE_AUTH_CAPTURE_INVALID_EXPIRY_DATE: bad("00400061", "Authorization expiry is out of range"),
  DYNAMIC_QR_PAYMENT_NOT_FOUND: bad("01652075", "Dynamic QR payment not found"),
  DYNAMIC_QR_ALREADY_PAID: bad("01652074", "Dynamic QR is already paid"),
  DYNAMIC_QR_NOT_FOUND: answer(404, "DYNAMIC_QR_NOT_FOUND", "01652072", "Dynamic QR not found"),

  ORDER_NOT_REVERSIBLE: bad("00200044", "The order cannot be cancelled"),
  ALREADY_CAPTURED: bad("00200039", "The order is already captured"),
  ORDER_EXPIRED: bad("00200043", "The authorization has expired"),
  ORDER_NOT_CAPTURABLE: bad("00200035", "The order cannot be captured"),
  REAUTHORIZATION_IN_PROGRESS: bad("00200038", "A reauthorization is in progress"),
  TOO_CLOSE_TO_EXPIRY: bad("00400064", "The authorization is about to expire"),
  HIGHER_CAPTURE_NOT_PERMITTED: bad("00400062", "Capturing more than was authorized is not permitted"),
  NO_SUFFICIENT_FUND: bad("", "The user has not enough money"),
  LIMIT_EXCEEDED: bad("", "The payment amount exceeded upper limit"),
  USER_DEFINED_DAILY_LIMIT_EXCEEDED: bad("", "The payment amount exceeded user 24 hours defined limit"),
  USER_DEFINED_MONTHLY_LIMIT_EXCEEDED: bad("", "The payment amount exceeded user 30 days defined limit"),
  USER_DAILY_LIMIT_FOR_MERCHANT_EXCEEDED: bad("", "The user's daily limit for this merchant is exceeded"),
  PAY_METHOD_INVALIDATED: bad("", "The payment method is no longer valid"),
  UNSUPPORTED_PAYMENT_METHOD: bad("", "The payment method is not supported"),
  NO_VALID_PAYMENT_METHOD: answer(404, "NO_VALID_PAYMENT_METHOD", "", "The user has no valid payment method"),
  PAYMENT_METHOD_NOT_FOUND: answer(404, "PAYMENT_METHOD_NOT_FOUND", "", "The payment method was not found"),
  NON_KYC_USER: bad("", "The user's identity is not verified"),
  CC_LIMIT_EXCEEDED: bad("", "The credit card's limit is exceeded"),
  PPC_EXPIRED: bad("", "The PayPay Card has expired"),
  PPC_LIMIT_EXCEEDED: bad("", "The PayPay Card's limit is exceeded"),
  SUSPECTED_DUPLICATE_PAYMENT: bad("00200017", "A similar payment was made a moment ago"),
  DUPLICATE_REQUEST_ORDER: bad("", "Request order with same payment ID exists"),
  SUSPECTED_DUPLICATE_ORDER: bad("", "The same order is created multiple times"),
  REQUEST_ORDER_NOT_FOUND: bad("08300005", "Request order not found"),
  REQUEST_ORDER_ABSENT: answer(404, "REQUEST_ORDER_NOT_FOUND", "08300005", "Request order not found"),
  INVALID_REQUEST_ORDER_STATE: answer(
    409,
    "INVALID_REQUEST_ORDER_STATE",
    "",
    "Request order not in valid state",
  ),
  CANCELED_USER: bad("01103027", "The user has left PayPay"),
  ORDER_NOT_CANCELABLE: bad("00200042", "The authorization cannot be reverted"),
  REAUTHORIZE_REJECTED: bad("", "The reauthorization is rejected"),
  REAUTHORIZE_FAILED: bad("", "The reauthorization failed"),
  REAUTH_AMOUNT_UNCHANGED: bad("", "The amount is the one already authorized"),
  REAUTH_MAX_LIMIT_EXCEEDED: bad("", "Too many reauthorizations of this order"),

  VALIDATION_FAILED_EXCEPTION: bad("", "Validation failed"),
  TRANSACTION_NOT_FOUND: answer(404, "TRANSACTION_NOT_FOUND", "", "The transaction was not found"),
  NOT_ENOUGH_MONEY: answer(
    200,
    "NOT_ENOUGH_MONEY",
    "WAL_500017",
    "Not enough balance to complete the cashback transaction",
  ),
  CASHBACK_FOR_CANCELED_USER: answer(200, "CANCELED_USER", "", "The user has left PayPay"),
  CASHBACK_ABOVE_BALANCE_LIMIT: answer(200, "BALANCE_EXCEEDED", "", "The wallet cannot hold that much"),
  CASHBACK_WAS_NOT_GIVEN: answer(200, "TRANSACTION_FAILED", "", "The cashback itself failed"),

  ORDER_NO_LONGER_AVAILABLE: bad("", "The order is no longer available"),
  ABOVE_MERCHANT_LIMIT: answer(400, "UNACCEPTABLE_OP", "00400035", "Above the merchant's limit"),

  ALREADY_REFUNDED: answer(400, "UNACCEPTABLE_OP", "00200014", "The order is already refunded"),
  NOT_REFUNDABLE: answer(400, "UNACCEPTABLE_OP", "00200013", "The order is not refundable"),
  REFUND_AMOUNT: answer(400, "INVALID_PARAMS", "00200015", "Invalid refund amount"),
  REFUND_WINDOW_EXCEED: bad("", "The refund window is over"),
  REFUND_LIMIT_EXCEEDED: bad("", "Too many refunds of this order"),
  THROTTLED_MULTIPLE_REFUND_REJECTED: bad("", "Wait a minute before the next refund"),
  MERCHANT_MULTIPLE_REFUND_REJECTED: answer(
    403,
    "MERCHANT_MULTIPLE_REFUND_REJECTED",
    "",
    "Several refunds of one order are not enabled for this merchant",
  ),
  BALANCE_EXCEEDED: answer(500, "TRANSACTION_FAILED", "00800017", "Balance exceeded"),
  NO_SUCH_REFUND_ORDER: answer(404, "NO_SUCH_REFUND_ORDER", "00200018", "Refund not found"),
} satisfies Record<string, ResultCode | Omit<ResultCode, "code">>;

export type ResultName = keyof typeof resultCodes;

export const resultNames = Object.keys(resultCodes).filter(isResultName);

function isResultName(name: string): name is ResultName {
  return name in resultCodes;
}

export function resultCode(name: ResultName): ResultCode {
  return { code: name, ...resultCodes[name] };
}

/** A rule of PayPay's that a request broke: a value, because it is an expected alternative. */
export interface Refusal {
  readonly refused: ResultName;
  /** What was wrong, for the developer; replaces the table's message. */
  readonly detail?: string;
}

export function refuse(refused: ResultName, detail?: string): Refusal {
  return detail === undefined ? { refused } : { refused, detail };
}

export function isRefusal(outcome: object): outcome is Refusal {
  return "refused" in outcome;
}

function answer(status: number, code: string, codeId: string, message: string) {
  return { status, code, codeId, message };
}

/** A 400 whose code is its key in the table. */
function bad(codeId: string, message: string) {
  return { status: 400, codeId, message };
}
