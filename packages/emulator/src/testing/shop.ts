import { z } from "zod";
import { createEmulator } from "../emulator.ts";
import { type EmulatorOptions, type Merchant, trialMerchant } from "../options.ts";
import { type Answer, createCaller } from "./caller.ts";

/** 2026-11-20 12:00:00 in Japan. */
export const noon = Date.UTC(2026, 10, 20, 3) / 1000;

/** A fresh emulator at noon, a shop that calls it, and the few things that most tests begin with. */
export function openShop(options: EmulatorOptions & { readonly merchant?: Partial<Merchant> } = {}) {
  const { merchant: changes, ...emulatorOptions } = options;
  const merchant: Merchant = { ...trialMerchant, ...changes };
  const clock = () => noon * 1000;
  const emulator = createEmulator({ merchants: [merchant], clock, ...emulatorOptions });
  const { call, request } = createCaller({ fetch: emulator.fetch, clock, merchant });
  const { control } = emulator;

  const createCode = (id: string, fields: object = {}): Promise<Answer> =>
    call("POST", "/v2/codes", codeRequest(id, fields));
  const pay = (id: string, customer = "hanako") => control.pay({ merchantPaymentId: id, customer });
  const openSession = (fields: object = {}): Promise<Answer> =>
    call("POST", "/v1/qr/sessions", linkSessionRequest(fields));
  /** A customer links her account; the answer that her browser brings back, its token read but not verified. */
  const linked = async (customer = "hanako", fields: object = {}) => {
    const { data } = await openSession(fields);
    const { returnTo } = control.link({ url: String(data.linkQRCodeURL), customer, answer: "accept" });
    return { returnTo, ...claimsIn(returnTo) };
  };
  const details = (id: string): Promise<Answer> => call("GET", `/v2/codes/payments/${id}`);

  return {
    emulator,
    control,
    merchant,
    call,
    request,
    createCode,
    pay,
    details,
    /** A code of 1,500 yen, paid. */
    paid: async (id = "order-1", fields: object = {}) => {
      await createCode(id, fields);
      return pay(id);
    },
    /** A hold of 1,500 yen. */
    held: async (id = "order-1") => {
      await createCode(id, { isAuthorization: true });
      return pay(id);
    },
    openSession,
    linked,
    /** The authorization of a customer who allows everything that moves money. */
    authorizationOf: async (customer = "hanako") =>
      (await linked(customer, { scopes: moneyScopes })).userAuthorizationId,
    balance: (id: string) => control.ledger().customers.find((customer) => customer.id === id)?.balance,
  };
}

export type Shop = ReturnType<typeof openShop>;

export function codeRequest(merchantPaymentId: string, fields: object = {}): object {
  return { merchantPaymentId, amount: jpy(1500), codeType: "ORDER_QR", ...fields };
}

export function linkSessionRequest(fields: object = {}): object {
  return {
    scopes: ["direct_debit"],
    nonce: "nonce-1",
    redirectUrl: "https://shop.example/linked?step=2",
    referenceId: "customer-42",
    ...fields,
  };
}

const moneyScopes = [
  "direct_debit",
  "preauth_capture_native",
  "continuous_payments",
  "pending_payments",
  "cashback",
];

/** What the token says with which a browser is sent back; only for reading, nothing is verified. */
export function claimsIn(returnTo: string): z.infer<typeof claimsSchema> {
  const token = new URL(returnTo).searchParams.get("responseToken") ?? "";
  return claimsSchema.parse(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()));
}

const claimsSchema = z.looseObject({
  result: z.string(),
  userAuthorizationId: z.string().default(""),
  profileIdentifier: z.string().optional(),
});

/** A charge of 1,500 yen, native, pre-authorized or continuous. */
export function chargeRequest(
  merchantPaymentId: string,
  userAuthorizationId: string,
  fields: object = {},
): object {
  return {
    merchantPaymentId,
    userAuthorizationId,
    amount: jpy(1500),
    requestedAt: noon,
    orderItems: [{ name: "Cake", quantity: 1 }],
    ...fields,
  };
}

export function captureRequest(merchantPaymentId: string, amount: number, fields: object = {}): object {
  const merchantCaptureId = `capture-${merchantPaymentId}`;
  return {
    merchantPaymentId,
    merchantCaptureId,
    amount: jpy(amount),
    requestedAt: noon,
    orderDescription: "Cake",
    ...fields,
  };
}

export function refundRequest(paymentId: string, amount: number, fields: object = {}): object {
  return { merchantRefundId: "refund-1", paymentId, amount: jpy(amount), requestedAt: noon, ...fields };
}

/** A second merchant, for what must stay apart. */
export const otherMerchant: Merchant = {
  merchantId: "200000000000000002",
  name: "Other Shop",
  apiKey: "a_other",
  apiSecret: "b3RoZXItc2VjcmV0",
};

export function jpy(amount: number) {
  return { amount, currency: "JPY" };
}
