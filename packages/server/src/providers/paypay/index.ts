import type { PaymentProvider, ProviderCall } from "../../provider.ts";
import { createPayPayAccounts } from "./accounts.ts";
import { createPayPayClient } from "./client.ts";
import { type PayPayOptions, resolveOptions } from "./options.ts";
import { createPayPayProvider } from "./payment-provider.ts";

/**
 * PayPay as a payment provider. Nothing is read or opened until the returned function is called, so that a
 * build without variables goes through.
 *
 * @param options what is left out is read from `PAYPAY_ENVIRONMENT`, `PAYPAY_API_KEY`, `PAYPAY_API_SECRET`,
 * `PAYPAY_MERCHANT_ID` and `PAYPAY_EMULATOR_URL`; key and secret may be lists while they are rotated. With `emulator`, the credentials default to its trial
 * merchant.
 * @returns a function that throws KaikeiError `configuration`, naming the variable, when a required one is
 * missing or unusable.
 * @example
 * ```ts
 * createKaikei({ providers: [paypay()], … });
 * ```
 */
export function paypay(
  options: PayPayOptions = {},
): (wiring?: { onCall?: PayPayOptions["onCall"] }) => PaymentProvider {
  return ({ onCall } = {}) => {
    const told = (call: ProviderCall) => {
      onCall?.(call);
      options.onCall?.(call);
    };
    const resolved = resolveOptions(options);
    const { keys, clock = () => new Date() } = resolved;
    const client = createPayPayClient({ ...resolved, onCall: told });
    return createPayPayProvider(client, createPayPayAccounts(client, { keys, clock }));
  };
}

export { createLinkRequest, type LinkRequest } from "./account-link-request.ts";
export { type ExpectedToken, type ResponseToken, verifyResponseToken } from "./account-link-token.ts";
export type {
  Balance,
  BalanceCheck,
  CashbackDetails,
  CreatedCode,
  CreatedPendingPayment,
  CreatedTopUp,
  DeletedCode,
  LinkSession,
  PaymentDetails,
  PaymentMethods,
  PendingPaymentDetails,
  Reauthorized,
  RefundDetails,
  Reverted,
  TopUpDetails,
  UserAuthorization,
  UserProfile,
} from "./answer-schemas.ts";
export { type Call, type CallOptions, createPayPayClient, type PayPayClient } from "./client.ts";
export type { EndpointName } from "./endpoints.ts";
export { explainResultCode, type ResultExplanation } from "./explain-result-code.ts";
export type { KeyPair, PayPayClientOptions, PayPayEnvironment, PayPayOptions } from "./options.ts";
export { type ResultClass, type ResultCode, resultCodes } from "./result-codes.ts";
export {
  createNodeTransport,
  type Transport,
  type TransportAnswer,
  type TransportRequest,
} from "./transport.ts";
