import type { LedgerSnapshot } from "../control/snapshot.ts";
import { answerWith, type ControlClient, ledgerAnswer } from "./control-client.ts";

/** A payment as PayPay knows it. */
export type PaidPayment = LedgerSnapshot["payments"][number];

/** A customer of PayPay who needs no screen. What PayPay would not let her do rejects with a `ControlError`. */
export interface Shopper {
  /** Pays a code: by its address or deeplink as it was scanned, by PayPay's id or by the shop's. The newest open one unless told. */
  pay(code?: string): Promise<PaidPayment>;
  /** Looks at a code and declines it, of which a shop hears nothing. */
  decline(code?: string): Promise<void>;
  /** Allows the shop to use her account; returns the address at which her browser comes back to it. */
  link(address: string): Promise<string>;
  /** Does not allow it; comes back just the same. */
  refuseLink(address: string): Promise<string>;
  /** Takes the permission back in her wallet. */
  unlink(): Promise<void>;
  /** Pays what a shop has asked her for in the app, by the shop's id of it. */
  payRequest(merchantPaymentId: string): Promise<void>;
  declineRequest(merchantPaymentId: string): Promise<void>;
}

export function createShopper(control: ControlClient, customer: string): Shopper {
  const answerLink = async (url: string, answer: string) =>
    (await control.ask("/link", { url, customer, answer }, linkAnswer)).returnTo;
  return {
    pay: async (code) =>
      control.ask("/pay", { ...(await codeNamed(control, code)), customer }, paymentAnswer),
    decline: async (code) => control.tell("/decline", { ...(await codeNamed(control, code)), customer }),
    link: (address) => answerLink(address, "accept"),
    refuseLink: (address) => answerLink(address, "decline"),
    unlink: () => control.tell("/authorizations/revoke", { customer }),
    payRequest: (merchantPaymentId) =>
      control.tell("/answer-request", { merchantPaymentId, customer, answer: "pay" }),
    declineRequest: (merchantPaymentId) =>
      control.tell("/answer-request", { merchantPaymentId, customer, answer: "decline" }),
  };
}

const linkAnswer = answerWith<{ returnTo: string }>("returnTo");
const paymentAnswer = answerWith<PaidPayment>("paymentId");

/** Whatever a test has at hand names a code; without it the newest that can be paid is meant. */
export async function codeNamed(control: ControlClient, code: string | undefined): Promise<object> {
  if (code !== undefined) return { url: code, codeId: code, merchantPaymentId: code };
  const { codes } = await control.read("/ledger", ledgerAnswer);
  const newest = codes.findLast(({ state }) => state === "open");
  if (newest) return { codeId: newest.codeId };
  const states = codes.map(({ state }) => state).join(", ") || "none was made";
  throw new Error(`There is no code that can be paid: ${states}.`);
}
