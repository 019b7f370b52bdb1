import type { z } from "zod";
import { KaikeiError } from "../../errors.ts";
import type { Outcome } from "../../provider.ts";
import type {
  CashbackDetails,
  CreatedCode,
  DeletedCode,
  PaymentDetails,
  Reauthorized,
  RefundDetails,
  Reverted,
} from "./answer-schemas.ts";
import * as endpoints from "./endpoints.ts";
import { parseJson } from "./json.ts";
import { checkSettings, type PayPayClientOptions, type PayPayEnvironment } from "./options.ts";
import { createSend } from "./send.ts";
import { createNodeTransport } from "./transport.ts";

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
          body: endpoint.method === "POST" ? new TextEncoder().encode(JSON.stringify(request)) : null,
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
      get: callOf(endpoints.getPayment),
      cancel: callOf(endpoints.cancelPayment),
      capture: callOf(endpoints.capturePayment),
      revert: callOf(endpoints.revertPayment),
      reauthorize: callOf(endpoints.reauthorizePayment),
    },
    refunds: { create: callOf(endpoints.createRefund), get: callOf(endpoints.getRefund) },
    cashback: {
      give: callOf(endpoints.giveCashback),
      get: callOf(endpoints.getCashback),
      reverse: callOf(endpoints.reverseCashback),
      getReversal: callOf(endpoints.getCashbackReversal),
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

function fillPath(template: string, parameters: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_placeholder, name) => encodeURIComponent(parameters[name] ?? ""));
}

function queryOf(parameters: Record<string, string> = {}): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
