import * as answers from "./answer-schemas.ts";
import { endpoint } from "./endpoints.ts";
import * as requests from "./request-schemas.ts";

// What a linked user's wallet holds and how it is filled. PayPay's official Node SDK has the first call alone; paths and
// fields of the others are those of its Java SDK and of independent Go clients.

const walletDocument = "https://www.paypay.ne.jp/opa/doc/v1.0/wallet";

export const checkBalance = endpoint({
  name: "wallet.checkBalance",
  method: "GET",
  path: "/v2/wallet/check_balance",
  kind: "read",
  timeoutMs: 15_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: true,
  lookUp: null,
  document: walletDocument,
  request: requests.checkBalanceSchema,
  answer: answers.balanceCheckSchema,
  queryParameters: ({ userAuthorizationId, amount: { amount, currency }, productType }) => ({
    userAuthorizationId,
    amount: String(amount),
    currency,
    ...(productType !== undefined && { productType }),
  }),
});

export const getBalance = endpoint({
  name: "wallet.balance",
  method: "GET",
  path: "/v6/wallet/balance",
  kind: "read",
  timeoutMs: 15_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: true,
  lookUp: null,
  document: walletDocument,
  request: requests.getBalanceSchema,
  answer: answers.balanceSchema,
  queryParameters: ({ userAuthorizationId, productType }) => ({
    userAuthorizationId,
    currency: "JPY",
    ...(productType !== undefined && { productType }),
  }),
});

export const getPaymentMethods = endpoint({
  name: "wallet.paymentMethods",
  method: "GET",
  path: "/v4/paymentMethods",
  kind: "read",
  timeoutMs: 30_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: true,
  lookUp: null,
  document: walletDocument,
  request: requests.getPaymentMethodsSchema,
  answer: answers.paymentMethodsSchema,
  queryParameters: ({ userAuthorizationId, productType }) => ({
    userAuthorizationId,
    ...(productType !== undefined && { productType }),
  }),
});

export const createTopUp = endpoint({
  name: "topUps.create",
  method: "POST",
  path: "/v1/code/topup",
  kind: "write",
  timeoutMs: 30_000,
  okStatuses: [201, 200],
  repeatReturnsEarlierResult: false,
  lookUp: { by: "topUps.get", absenceIsProof: false },
  document: walletDocument,
  request: requests.createTopUpSchema,
  answer: answers.createdTopUpSchema,
  addresses: ({ url, deeplink }) => [url, deeplink],
});

export const getTopUp = endpoint({
  name: "topUps.get",
  method: "GET",
  path: "/v1/code/topup/{merchantTopUpId}",
  kind: "read",
  timeoutMs: 30_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: true,
  lookUp: null,
  document: walletDocument,
  request: requests.getTopUpSchema,
  answer: answers.topUpDetailsSchema,
  pathParameters: ({ merchantTopUpId }) => ({ merchantTopUpId }),
});

export const deleteTopUp = endpoint({
  name: "topUps.delete",
  method: "DELETE",
  path: "/v1/code/topup/{codeId}",
  kind: "write",
  timeoutMs: 30_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: false,
  lookUp: { by: "topUps.get", absenceIsProof: false },
  document: walletDocument,
  request: requests.deleteCodeSchema,
  answer: answers.deletedCodeSchema,
  pathParameters: ({ codeId }) => ({ codeId }),
});
