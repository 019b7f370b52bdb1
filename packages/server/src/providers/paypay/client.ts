import type { z } from "zod";
import { KaikeiError } from "../../errors.ts";
import type { Outcome } from "../../provider.ts";
import * as accounts from "./account-endpoints.ts";
import type {
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
import * as charges from "./charge-endpoints.ts";
import * as endpoints from "./endpoints.ts";
import { parseJson } from "./json.ts";
import { checkSettings, type PayPayClientOptions, type PayPayEnvironment } from "./options.ts";
import { createSend } from "./send.ts";
import { createNodeTransport } from "./transport.ts";
import * as wallet from "./wallet-endpoints.ts";

export interface CallOptions {
  /** Gives the call up. What was sent by then may still take effect. */
  signal?: AbortSignal | undefined;
}

/**
 * One call: rejects with KaikeiError `invalid_request` before anything is sent, and otherwise always fulfils.
 */
export type Call<Input, Value> = (input: Input, options?: CallOptions) => Promise<Outcome<Value>>;

type InputOf<Named extends endpoints.Endpoint> = z.input<Named["request"]>;

/** PayPay's calls, typed. Fields have PayPay's names; times are epoch seconds, amounts whole yen. */
export interface PayPayClient {
  readonly environment: PayPayEnvironment;
  readonly merchantId: string;
  readonly codes: {
    /** Makes a code that the shopper can pay. `POST /v2/codes`, 30 s. */
    create: Call<InputOf<typeof endpoints.createCode>, CreatedCode>;
    /** The same with a body that was serialised (and stored) before: it is sent byte for byte. */
    createSerialized: Call<string, CreatedCode>;
    /** Makes an unpaid code unpayable. `DELETE /v2/codes/{codeId}`, 15 s. */
    delete: Call<InputOf<typeof endpoints.deleteCode>, DeletedCode>;
    /** How the payment of a code stands. `GET /v2/codes/payments/{merchantPaymentId}`, 15 s. */
    payment: Call<InputOf<typeof endpoints.getCodePayment>, PaymentDetails>;
  };
  readonly payments: {
    /**
     * Charges a user who has linked her account and is there. The same `merchantPaymentId` again brings the earlier
     * result. Within five minutes of a payment of the same amount PayPay declines with `SUSPECTED_DUPLICATE_PAYMENT`:
     * ask her, and go on with a new id and `agreeSimilarTransaction: true`. `POST /v2/payments`, 30 s.
     */
    create: Call<InputOf<typeof charges.createPayment>, PaymentDetails>;
    /** Holds money of a linked user, to be captured or reverted. `POST /v2/payments/preauthorize`, 30 s. */
    preauthorize: Call<InputOf<typeof charges.preauthorizePayment>, PaymentDetails>;
    /** Charges a linked user who is not there (scope `continuous_payments`). `POST /v1/subscription/payments`, 30 s. */
    continuous: Call<InputOf<typeof charges.createContinuousPayment>, PaymentDetails>;
    /** How a payment without a code stands. `GET /v2/payments/{merchantPaymentId}`, 15 s. */
    get: Call<InputOf<typeof endpoints.getPayment>, PaymentDetails>;
    /**
     * Undoes a payment in full, until 00:14:59 (Japan) of the next day: `accepted`, and looking tells when it
     * is `FAILED`. It does not stop an unpaid code from being paid: use `codes.delete`.
     * `DELETE /v2/payments/{merchantPaymentId}`, 15 s.
     */
    cancel: Call<InputOf<typeof endpoints.cancelPayment>, null>;
    /**
     * Takes held money; `action_required` waits for the shopper, up to 6 h.
     * `POST /v2/payments/capture`, 30 s.
     */
    capture: Call<InputOf<typeof endpoints.capturePayment>, PaymentDetails>;
    /** Gives held money back. `POST /v2/payments/preauthorize/revert`, 30 s. */
    revert: Call<InputOf<typeof endpoints.revertPayment>, Reverted>;
    /**
     * Changes what is held; a higher amount is `action_required` with a `url`.
     * `POST /v2/payments/reauthorize`, 30 s.
     */
    reauthorize: Call<InputOf<typeof endpoints.reauthorizePayment>, Reauthorized>;
  };
  readonly refunds: {
    /** Gives captured money back, in whole or in part, for 365 days. `POST /v2/refunds`, 30 s. */
    create: Call<InputOf<typeof endpoints.createRefund>, RefundDetails>;
    /** How a refund stands. `GET /v2/refunds/{merchantRefundId}?paymentId=…`, 15 s. */
    get: Call<InputOf<typeof endpoints.getRefund>, RefundDetails>;
  };
  /** Asks a linked user for money in her app (scope `pending_payments`); she pays when she likes. */
  readonly pendingPayments: {
    /** Without `expiryDate` she has about six hours. `POST /v1/requestOrder`, 30 s. */
    create: Call<InputOf<typeof charges.createPendingPayment>, CreatedPendingPayment>;
    /** `CREATED` until she pays. `GET /v1/requestOrder/{merchantPaymentId}`, 15 s. */
    get: Call<InputOf<typeof charges.getPendingPayment>, PendingPaymentDetails>;
    /** Withdraws it while it is unpaid; looking tells. `DELETE /v1/requestOrder/{merchantPaymentId}`, 15 s. */
    cancel: Call<InputOf<typeof charges.cancelPendingPayment>, null>;
    /** Gives a paid one back: PayPay's own SDKs send it where all refunds go. `POST /v2/refunds`, 30 s. */
    refund: Call<InputOf<typeof endpoints.createRefund>, RefundDetails>;
    /** How such a refund stands. `GET /v2/refunds/{merchantRefundId}?paymentId=…`, 15 s. */
    getRefund: Call<InputOf<typeof endpoints.getRefund>, RefundDetails>;
  };
  /** What a linked user's wallet holds. */
  readonly wallet: {
    /** Whether it holds that much; a payment may still be declined. `GET /v2/wallet/check_balance`, 15 s. */
    checkBalance: Call<InputOf<typeof wallet.checkBalance>, BalanceCheck>;
    /** In yen (scope `get_balance`). `GET /v6/wallet/balance`, 15 s. */
    balance: Call<InputOf<typeof wallet.getBalance>, Balance>;
    /** The ways to pay that she has. `GET /v4/paymentMethods`, 30 s. */
    paymentMethods: Call<InputOf<typeof wallet.getPaymentMethods>, PaymentMethods>;
  };
  /** Codes by which a linked user puts money into her wallet (scope `user_topup`). */
  readonly topUps: {
    /** `POST /v1/code/topup`, 30 s. */
    create: Call<InputOf<typeof wallet.createTopUp>, CreatedTopUp>;
    /** `GET /v1/code/topup/{merchantTopUpId}`, 30 s. */
    get: Call<InputOf<typeof wallet.getTopUp>, TopUpDetails>;
    /** Makes an unused code unusable. `DELETE /v1/code/topup/{codeId}`, 30 s. */
    delete: Call<InputOf<typeof wallet.deleteTopUp>, DeletedCode>;
  };
  /**
   * Points for a user who allowed it (scope `cashback`). Asking brings `accepted` at most; `get` and `getReversal`
   * say in `value.status` what became of it, also when it failed: HTTP 200 is not success there.
   */
  readonly cashback: {
    /** Gives points. An id that has acted is refused with `VALIDATION_FAILED_EXCEPTION`. `POST /v2/cashback`, 30 s. */
    give: Call<InputOf<typeof endpoints.giveCashback>, null>;
    /** How a cashback stands; wait a second before. `GET /v2/cashback/{merchantCashbackId}`, 15 s. */
    get: Call<InputOf<typeof endpoints.getCashback>, CashbackDetails>;
    /** Takes points back, in parts too, as far as the user still has them. `POST /v2/cashback_reversal`, 30 s. */
    reverse: Call<InputOf<typeof endpoints.reverseCashback>, null>;
    /**
     * How a reversal stands, and how much was taken back.
     * `GET /v2/cashback_reversal/{merchantCashbackReversalId}/{merchantCashbackId}`, 15 s.
     */
    getReversal: Call<InputOf<typeof endpoints.getCashbackReversal>, CashbackDetails>;
  };
  readonly accountLink: {
    /** The page on which a shopper allows the scopes to the shop. `POST /v1/qr/sessions`, 10 s. */
    createSession: Call<InputOf<typeof accounts.createLinkSession>, LinkSession>;
  };
  /** A shopper who has linked her account, by the `userAuthorizationId` of the response token. Keep it secret. */
  readonly users: {
    /** How the link stands, what it allows and until when. `GET /v2/user/authorizations`, 15 s. */
    authorization: Call<InputOf<typeof accounts.getUserAuthorization>, UserAuthorization>;
    /** Her masked phone number; needs the scope `user_profile`. `GET /v2/user/profile/secure`, 15 s. */
    profile: Call<InputOf<typeof accounts.getUserProfile>, UserProfile>;
    /**
     * Ends the link: `accepted`, and `authorization` tells when it has ended.
     * `DELETE /v2/user/authorizations/{userAuthorizationId}`, 15 s.
     */
    unlink: Call<InputOf<typeof accounts.unlinkUser>, null>;
  };
  /** Ends idle connections at once. They keep no process alive, so most programs need not. */
  close(): void;
}

/**
 * A client of PayPay's Open Payment API. Every call settles within its time-out; what happened is a value
 * (`done`, `accepted`, `action_required`, `declined`, `not_sent`, `unknown`), and `unknown` means: look
 * before anything else. `declined` with reason `rate_limited`, `not_yet` or `maintenance` did not act and may be sent
 * again.
 *
 * @throws KaikeiError `configuration` when an option is missing or unusable.
 * @example
 * ```ts
 * const paypay = createPayPayClient({ environment: "sandbox", apiKey, apiSecret, merchantId });
 * const code = await paypay.codes.create({
 *   merchantPaymentId: "order-1", amount: { amount: 500, currency: "JPY" }, codeType: "ORDER_QR",
 * });
 * if (code.kind === "done") show(code.value.url);
 * ```
 */
export function createPayPayClient(options: PayPayClientOptions): PayPayClient {
  const settings = checkSettings(options);
  const ownTransport = createNodeTransport();
  const send = createSend(settings, { transport: options.transport ?? ownTransport, options });

  const callOf =
    <Request extends z.ZodType, Answer extends z.ZodType>(endpoint: endpoints.Endpoint<Request, Answer>) =>
    async (input: z.input<Request>, callOptions?: CallOptions): Promise<Outcome<z.output<Answer>>> => {
      const request = parseRequest(endpoint, input);
      return send(
        endpoint,
        {
          path: fillPath(endpoint.path, endpoint.pathParameters?.(request) ?? {}),
          query: queryOf(endpoint.queryParameters?.(request)),
          body: endpoint.method === "POST" ? bodyOf(request) : null,
        },
        callOptions,
      );
    };

  return {
    environment: settings.environment,
    merchantId: settings.merchantId,
    codes: {
      create: callOf(endpoints.createCode),
      createSerialized: async (serialized, callOptions) => {
        parseRequest(endpoints.createCode, parseJson(serialized));
        const body = new TextEncoder().encode(serialized);
        return send(endpoints.createCode, { path: endpoints.createCode.path, query: "", body }, callOptions);
      },
      delete: callOf(endpoints.deleteCode),
      payment: callOf(endpoints.getCodePayment),
    },
    payments: {
      create: callOf(charges.createPayment),
      preauthorize: callOf(charges.preauthorizePayment),
      continuous: callOf(charges.createContinuousPayment),
      get: callOf(endpoints.getPayment),
      cancel: callOf(endpoints.cancelPayment),
      capture: callOf(endpoints.capturePayment),
      revert: callOf(endpoints.revertPayment),
      reauthorize: callOf(endpoints.reauthorizePayment),
    },
    refunds: { create: callOf(endpoints.createRefund), get: callOf(endpoints.getRefund) },
    pendingPayments: {
      create: callOf(charges.createPendingPayment),
      get: callOf(charges.getPendingPayment),
      cancel: callOf(charges.cancelPendingPayment),
      refund: callOf(endpoints.createRefund),
      getRefund: callOf(endpoints.getRefund),
    },
    wallet: {
      checkBalance: callOf(wallet.checkBalance),
      balance: callOf(wallet.getBalance),
      paymentMethods: callOf(wallet.getPaymentMethods),
    },
    topUps: {
      create: callOf(wallet.createTopUp),
      get: callOf(wallet.getTopUp),
      delete: callOf(wallet.deleteTopUp),
    },
    cashback: {
      give: callOf(endpoints.giveCashback),
      get: callOf(endpoints.getCashback),
      reverse: callOf(endpoints.reverseCashback),
      getReversal: callOf(endpoints.getCashbackReversal),
    },
    accountLink: { createSession: callOf(accounts.createLinkSession) },
    users: {
      authorization: callOf(accounts.getUserAuthorization),
      profile: callOf(accounts.getUserProfile),
      unlink: callOf(accounts.unlinkUser),
    },
    close: ownTransport.close,
  };
}

/** A checked copy: the caller's object is neither kept nor changed. */
function parseRequest<Request extends z.ZodType>(
  endpoint: endpoints.Endpoint<Request>,
  input: unknown,
): z.output<Request> {
  const request = endpoint.request.safeParse(input);
  if (request.success) return request.data;
  const [issue] = request.error.issues;
  const field = issue?.path.join(".") || "the request";
  throw new KaikeiError(
    "invalid_request",
    `${endpoint.name}: ${field}: ${issue?.message}. Nothing was sent to PayPay.`,
  );
}

/** `agreeSimilarTransaction` is the one field of a POST that PayPay reads from the query. */
function bodyOf(request: unknown): Uint8Array<ArrayBuffer> {
  const inBody = (name: string, value: unknown) => (name === "agreeSimilarTransaction" ? undefined : value);
  return new TextEncoder().encode(JSON.stringify(request, inBody));
}

function fillPath(template: string, parameters: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_placeholder, name) => encodeURIComponent(parameters[name] ?? ""));
}

function queryOf(parameters: Record<string, string> = {}): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
