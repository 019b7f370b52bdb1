import type { Authorization } from "../ledger/authorization.ts";
import type { Customer } from "../ledger/customer.ts";
import type { LinkResult, LinkSession } from "../ledger/link-session.ts";
import { signToken } from "./json-web-token.ts";

export interface LinkResponse {
  readonly session: LinkSession;
  readonly customer: Customer;
  /** Null unless she accepted. */
  readonly authorization: Authorization | null;
  readonly result: LinkResult;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/** Where her browser goes with the answer: the shop's own address with `apiKey` and `responseToken` added. */
export function responseAddress({
  session,
  customer,
  authorization,
  result,
  expiresAt,
}: LinkResponse): string {
  const { merchant, nonce, referenceId } = session;
  const linked = authorization && {
    profileIdentifier: customer.maskedPhone,
    userAuthorizationId: authorization.userAuthorizationId,
  };
  const claims = {
    aud: merchant.apiKey,
    iss: "paypay.ne.jp",
    exp: expiresAt,
    result,
    ...linked,
    nonce,
    referenceId,
  };
  const address = new URL(session.redirectUrl);
  address.searchParams.set("apiKey", merchant.apiKey);
  address.searchParams.set("responseToken", signToken(claims, merchant.apiSecret));
  return address.href;
}
