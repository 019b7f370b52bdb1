import type { z } from "zod";
import * as answers from "./answer-schemas.ts";
import * as requests from "./request-schemas.ts";

/** Names one of PayPay's calls, as the client groups them. */
export type EndpointName =
  | "codes.create"
  | "codes.delete"
  | "codes.payment"
  | "payments.create"
  | "payments.preauthorize"
  | "payments.continuous"
  | "payments.get"
  | "payments.cancel"
  | "payments.capture"
  | "payments.revert"
  | "payments.reauthorize"
  | "refunds.create"
  | "refunds.get"
  | "pendingPayments.create"
  | "pendingPayments.get"
  | "pendingPayments.cancel"
  | "wallet.checkBalance"
  | "wallet.balance"
  | "wallet.paymentMethods"
  | "topUps.create"
  | "topUps.get"
  | "topUps.delete"
  | "cashback.give"
  | "cashback.get"
  | "cashback.reverse"
  | "cashback.getReversal"
  | "accountLink.createSession"
  | "users.authorization"
  | "users.profile"
  | "users.unlink";

/** One call of PayPay's API. */
export interface Endpoint<Request extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  name: EndpointName;
  method: "GET" | "POST" | "DELETE";
  /** `{name}` is filled with the percent-encoded parameter of that name. */
  path: string;
  /** After a lost answer, a write may have acted; a read only has to be asked again. */
  kind: "read" | "write";
  /** PayPay's recommendation for this call (Java SDK, OpenAPI 2026-05). */
  timeoutMs: number;
  /** A 2xx that is not listed is no success; two where PayPay's sources disagree. */
  okStatuses: readonly number[];
  /**
   * The same ids again bring the earlier result, so a lost answer may be asked for again by the same request.
   */
  repeatReturnsEarlierResult: boolean;
  /**
   * Which call tells what a write did whose answer was lost, and whether finding nothing there proves, once the call's
   * time is over and two looks 30 s apart agree, that it did not happen. Of a code it never does: "not found" means
   * unpaid so far. Null: a read does nothing.
   */
  lookUp: { by: EndpointName; absenceIsProof: boolean } | null;
  /** PayPay's page about the call. */
  document: string;
  request: Request;
  answer: Answer;
  /**
   * Any code with a listed status is an answer, and `data.status` says how it stands: PayPay answers 200 about a
   * cashback that failed. The code is read as `resultCode` of the data.
   */
  statusInData?: true;
  pathParameters?: (request: z.output<Request>) => Record<string, string>;
  queryParameters?: (request: z.output<Request>) => Record<string, string>;
  /**
   * What of an answer would be shown to a browser as an address, and is checked before it leaves the client.
   */
  addresses?: (answer: z.output<Answer>) => (string | null)[];
}

const cashbackDocument = "https://www.paypay.ne.jp/opa/doc/v1.0/cashback";

export const createCode = endpoint({
  name: "codes.create",
  method: "POST",
  path: "/v2/codes",
  kind: "write",
  timeoutMs: 30_000,
  okStatuses: [201, 200],
  repeatReturnsEarlierResult: true,
  lookUp: { by: "codes.payment", absenceIsProof: false },
  document: documentOf("createQRCode"),
  request: requests.createCodeSchema,
  answer: answers.createdCodeSchema,
  addresses: ({ url, deeplink }) => [url, deeplink],
});

export const deleteCode = endpoint({
  name: "codes.delete",
  method: "DELETE",
  path: "/v2/codes/{codeId}",
  kind: "write",
  timeoutMs: 15_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: false,
  lookUp: { by: "codes.payment", absenceIsProof: false },
  document: documentOf("deleteQRCode"),
  request: requests.deleteCodeSchema,
  answer: answers.deletedCodeSchema,
  pathParameters: ({ codeId }) => ({ codeId }),
});

export const getCodePayment = endpoint({
  name: "codes.payment",
  method: "GET",
  path: "/v2/codes/payments/{merchantPaymentId}",
  kind: "read",
  timeoutMs: 15_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: true,
  lookUp: null,
  document: documentOf("getPaymentDetails"),
  request: requests.merchantPaymentSchema,
  answer: answers.paymentDetailsSchema,
  pathParameters: ({ merchantPaymentId }) => ({ merchantPaymentId }),
});

export const getPayment = endpoint({
  name: "payments.get",
  method: "GET",
  path: "/v2/payments/{merchantPaymentId}",
  kind: "read",
  timeoutMs: 15_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: true,
  lookUp: null,
  document: documentOf("getPaymentDetails"),
  request: requests.merchantPaymentSchema,
  answer: answers.paymentDetailsSchema,
  pathParameters: ({ merchantPaymentId }) => ({ merchantPaymentId }),
});

export const cancelPayment = endpoint({
  name: "payments.cancel",
  method: "DELETE",
  path: "/v2/payments/{merchantPaymentId}",
  kind: "write",
  timeoutMs: 15_000,
  okStatuses: [202],
  repeatReturnsEarlierResult: true,
  lookUp: { by: "payments.get", absenceIsProof: false },
  document: documentOf("cancelPayment"),
  request: requests.merchantPaymentSchema,
  answer: answers.nothingSchema,
  pathParameters: ({ merchantPaymentId }) => ({ merchantPaymentId }),
});

export const capturePayment = endpoint({
  name: "payments.capture",
  method: "POST",
  path: "/v2/payments/capture",
  kind: "write",
  timeoutMs: 30_000,
  okStatuses: [200, 202],
  repeatReturnsEarlierResult: false,
  lookUp: { by: "payments.get", absenceIsProof: true },
  document: documentOf("capturePaymentAuth"),
  request: requests.captureSchema,
  answer: answers.paymentDetailsSchema,
});

export const revertPayment = endpoint({
  name: "payments.revert",
  method: "POST",
  path: "/v2/payments/preauthorize/revert",
  kind: "write",
  timeoutMs: 30_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: false,
  lookUp: { by: "payments.get", absenceIsProof: false },
  document: documentOf("revertAuth"),
  request: requests.revertSchema,
  answer: answers.revertedSchema,
});

export const reauthorizePayment = endpoint({
  name: "payments.reauthorize",
  method: "POST",
  path: "/v2/payments/reauthorize",
  kind: "write",
  timeoutMs: 30_000,
  okStatuses: [200, 201],
  repeatReturnsEarlierResult: false,
  lookUp: { by: "payments.get", absenceIsProof: false },
  document: "https://www.paypay.ne.jp/opa/doc/v1.0/dynamicqrcode",
  request: requests.reauthorizeSchema,
  answer: answers.reauthorizedSchema,
});

export const createRefund = endpoint({
  name: "refunds.create",
  method: "POST",
  path: "/v2/refunds",
  kind: "write",
  timeoutMs: 30_000,
  okStatuses: [200, 201],
  repeatReturnsEarlierResult: true,
  lookUp: { by: "refunds.get", absenceIsProof: true },
  document: documentOf("refundPayment"),
  request: requests.createRefundSchema,
  answer: answers.refundDetailsSchema,
});

export const getRefund = endpoint({
  name: "refunds.get",
  method: "GET",
  path: "/v2/refunds/{merchantRefundId}",
  kind: "read",
  timeoutMs: 15_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: true,
  lookUp: null,
  document: documentOf("getRefundDetails"),
  request: requests.getRefundSchema,
  answer: answers.refundDetailsSchema,
  pathParameters: ({ merchantRefundId }) => ({ merchantRefundId }),
  queryParameters: ({ paymentId }) => ({ paymentId }),
});

/** A used id is refused by the word for a bad field, and never given twice. */
export const giveCashback = endpoint({
  name: "cashback.give",
  method: "POST",
  path: "/v2/cashback",
  kind: "write",
  timeoutMs: 30_000,
  okStatuses: [202, 201, 200],
  repeatReturnsEarlierResult: false,
  lookUp: { by: "cashback.get", absenceIsProof: false },
  document: cashbackDocument,
  request: requests.giveCashbackSchema,
  answer: answers.nothingSchema,
});

export const getCashback = endpoint({
  name: "cashback.get",
  method: "GET",
  path: "/v2/cashback/{merchantCashbackId}",
  kind: "read",
  timeoutMs: 15_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: true,
  lookUp: null,
  document: cashbackDocument,
  request: requests.getCashbackSchema,
  answer: answers.cashbackDetailsSchema,
  statusInData: true,
  pathParameters: ({ merchantCashbackId }) => ({ merchantCashbackId }),
});

export const reverseCashback = endpoint({
  name: "cashback.reverse",
  method: "POST",
  path: "/v2/cashback_reversal",
  kind: "write",
  timeoutMs: 30_000,
  okStatuses: [202, 201, 200],
  repeatReturnsEarlierResult: false,
  lookUp: { by: "cashback.getReversal", absenceIsProof: false },
  document: cashbackDocument,
  request: requests.reverseCashbackSchema,
  answer: answers.nothingSchema,
});

export const getCashbackReversal = endpoint({
  name: "cashback.getReversal",
  method: "GET",
  path: "/v2/cashback_reversal/{merchantCashbackReversalId}/{merchantCashbackId}",
  kind: "read",
  timeoutMs: 15_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: true,
  lookUp: null,
  document: cashbackDocument,
  request: requests.getCashbackReversalSchema,
  answer: answers.cashbackDetailsSchema,
  statusInData: true,
  pathParameters: ({ merchantCashbackReversalId, merchantCashbackId }) => ({
    merchantCashbackReversalId,
    merchantCashbackId,
  }),
});

export function endpoint<Request extends z.ZodType, Answer extends z.ZodType>(
  entry: Endpoint<Request, Answer>,
) {
  return entry;
}

/** Operation names as the READMEs of PayPay's SDKs link them. */
function documentOf(operation: string): string {
  return `https://www.paypay.ne.jp/opa/doc/v1.0/dynamicqrcode#operation/${operation}`;
}
