import { declineRequest, payRequest } from "../ledger/answer-request.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { paymentRequestState } from "../ledger/payment-request.ts";
import { settle } from "../ledger/settle.ts";
import { isRefusal } from "../result-codes.ts";
import { customerNamed, fail } from "./find-customer.ts";
import { requestSnapshot } from "./snapshot.ts";

export interface RequestAnswer {
  readonly merchantPaymentId: string;
  readonly customer: string;
  readonly answer: "pay" | "decline";
}

/** What a test can do to requests for money. */
export interface RequestControl {
  /** The customer pays or declines what a shop asks of her. Throws `ControlError` when PayPay would not let her. */
  answerRequest(answer: RequestAnswer): ReturnType<typeof requestSnapshot>;
}

export function createRequestControl(ledger: Ledger): RequestControl {
  return {
    answerRequest: ({ merchantPaymentId, customer: id, answer }) => {
      settle(ledger);
      const customer = customerNamed(ledger, id);
      const request = [...ledger.paymentRequests.values()].find(
        (candidate) =>
          candidate.merchantPaymentId === merchantPaymentId && candidate.customerId === customer.id,
      );
      if (!request) return fail(`${id} is asked for no payment ${merchantPaymentId}.`);
      const state = paymentRequestState(request, ledger.now());
      const outcome = answer === "pay" ? payRequest(ledger, request) : declineRequest(ledger, request);
      if (isRefusal(outcome)) {
        return fail(`The request is ${state} and ${id} cannot ${answer} it: ${outcome.refused}.`);
      }
      settle(ledger);
      return requestSnapshot(request, ledger.now());
    },
  };
}
