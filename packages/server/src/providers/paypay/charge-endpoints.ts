import * as answers from "./answer-schemas.ts";
import { type Endpoint, endpoint } from "./endpoints.ts";
import * as requests from "./request-schemas.ts";

// What moves the money of a user who has linked her account: each names her by `userAuthorizationId`.

const nativeDocument = "https://www.paypay.ne.jp/opa/doc/v1.0/direct_debit";
const holdDocument = "https://www.paypay.ne.jp/opa/doc/v1.0/preauth_capture";
const continuousDocument = "https://www.paypay.ne.jp/opa/doc/v1.0/continuous_payments";
const pendingDocument = "https://www.paypay.ne.jp/opa/doc/v1.0/pending_payments";

/** The id is the key: the same one again brings the earlier result. */
export const createPayment = endpoint({
  name: "payments.create",
  method: "POST",
  path: "/v2/payments",
  kind: "write",
  // Never shorter: PayPay may still be talking to a bank.
  timeoutMs: 30_000,
  okStatuses: [201, 200],
  repeatReturnsEarlierResult: true,
  lookUp: { by: "payments.get", absenceIsProof: true },
  document: nativeDocument,
  request: requests.createPaymentSchema,
  answer: answers.paymentDetailsSchema,
  queryParameters: similarPaymentQuery,
});

export const preauthorizePayment = endpoint({
  name: "payments.preauthorize",
  method: "POST",
  path: "/v2/payments/preauthorize",
  kind: "write",
  timeoutMs: 30_000,
  okStatuses: [201, 200],
  repeatReturnsEarlierResult: true,
  lookUp: { by: "payments.get", absenceIsProof: true },
  document: holdDocument,
  request: requests.preauthorizeSchema,
  answer: answers.paymentDetailsSchema,
  queryParameters: similarPaymentQuery,
});

export const createContinuousPayment = endpoint({
  name: "payments.continuous",
  method: "POST",
  path: "/v1/subscription/payments",
  kind: "write",
  timeoutMs: 30_000,
  okStatuses: [201, 200],
  repeatReturnsEarlierResult: true,
  lookUp: { by: "payments.get", absenceIsProof: true },
  document: continuousDocument,
  request: requests.continuousPaymentSchema,
  answer: answers.paymentDetailsSchema,
});

/** Whether a repeat returns the earlier result is not told anywhere; DUPLICATE_REQUEST_ORDER says that it does not. */
export const createPendingPayment = endpoint({
  name: "pendingPayments.create",
  method: "POST",
  path: "/v1/requestOrder",
  kind: "write",
  timeoutMs: 30_000,
  okStatuses: [201, 200],
  repeatReturnsEarlierResult: false,
  lookUp: { by: "pendingPayments.get", absenceIsProof: true },
  document: pendingDocument,
  request: requests.createPendingPaymentSchema,
  answer: answers.createdPendingPaymentSchema,
});

export const getPendingPayment = endpoint({
  name: "pendingPayments.get",
  method: "GET",
  path: "/v1/requestOrder/{merchantPaymentId}",
  kind: "read",
  timeoutMs: 15_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: true,
  lookUp: null,
  document: pendingDocument,
  request: requests.merchantPaymentSchema,
  answer: answers.pendingPaymentDetailsSchema,
  pathParameters: ({ merchantPaymentId }) => ({ merchantPaymentId }),
});

export const cancelPendingPayment = endpoint({
  name: "pendingPayments.cancel",
  method: "DELETE",
  path: "/v1/requestOrder/{merchantPaymentId}",
  kind: "write",
  timeoutMs: 15_000,
  okStatuses: [202, 200],
  repeatReturnsEarlierResult: true,
  lookUp: { by: "pendingPayments.get", absenceIsProof: false },
  document: pendingDocument,
  request: requests.merchantPaymentSchema,
  answer: answers.nothingSchema,
  pathParameters: ({ merchantPaymentId }) => ({ merchantPaymentId }),
});

function similarPaymentQuery({
  agreeSimilarTransaction,
}: {
  agreeSimilarTransaction?: boolean | undefined;
}): ReturnType<NonNullable<Endpoint["queryParameters"]>> {
  return agreeSimilarTransaction === undefined
    ? {}
    : { agreeSimilarTransaction: String(agreeSimilarTransaction) };
}
