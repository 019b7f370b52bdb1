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
    balance: (id: string) => control.ledger().customers.find((customer) => customer.id === id)?.balance,
  };
}

export type Shop = ReturnType<typeof openShop>;

export function codeRequest(merchantPaymentId: string, fields: object = {}): object {
  return { merchantPaymentId, amount: jpy(1500), codeType: "ORDER_QR", ...fields };
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

export function jpy(amount: number) {
  return { amount, currency: "JPY" };
}
