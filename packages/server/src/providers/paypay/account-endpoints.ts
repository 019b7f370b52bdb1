import * as answers from "./answer-schemas.ts";
import { endpoint } from "./endpoints.ts";
import * as requests from "./request-schemas.ts";

// The calls that link a shopper's account, and tell how the link stands.

const accountLinkDocument = "https://www.paypay.ne.jp/opa/doc/v1.0/account_link";

/** A page that nobody opens changes nothing, so a lost answer needs no look: ask for another one. */
export const createLinkSession = endpoint({
  name: "accountLink.createSession",
  method: "POST",
  path: "/v1/qr/sessions",
  kind: "write",
  timeoutMs: 10_000,
  okStatuses: [201, 200],
  repeatReturnsEarlierResult: false,
  lookUp: null,
  document: accountLinkDocument,
  request: requests.createLinkSessionSchema,
  answer: answers.linkSessionSchema,
  addresses: ({ linkQRCodeURL }) => [linkQRCodeURL],
});

export const getUserAuthorization = endpoint({
  name: "users.authorization",
  method: "GET",
  path: "/v2/user/authorizations",
  kind: "read",
  timeoutMs: 15_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: true,
  lookUp: null,
  document: accountLinkDocument,
  request: requests.userSchema,
  answer: answers.userAuthorizationSchema,
  queryParameters: ({ userAuthorizationId }) => ({ userAuthorizationId }),
});

export const getUserProfile = endpoint({
  name: "users.profile",
  method: "GET",
  path: "/v2/user/profile/secure",
  kind: "read",
  timeoutMs: 15_000,
  okStatuses: [200],
  repeatReturnsEarlierResult: true,
  lookUp: null,
  document: accountLinkDocument,
  request: requests.userSchema,
  answer: answers.userProfileSchema,
  queryParameters: ({ userAuthorizationId }) => ({ userAuthorizationId }),
});

export const unlinkUser = endpoint({
  name: "users.unlink",
  method: "DELETE",
  path: "/v2/user/authorizations/{userAuthorizationId}",
  kind: "write",
  timeoutMs: 15_000,
  okStatuses: [200, 202],
  repeatReturnsEarlierResult: false,
  lookUp: { by: "users.authorization", absenceIsProof: true },
  document: accountLinkDocument,
  request: requests.userSchema,
  answer: answers.nothingSchema,
  pathParameters: ({ userAuthorizationId }) => ({ userAuthorizationId }),
});
