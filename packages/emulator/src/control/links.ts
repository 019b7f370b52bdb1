import { answerLink } from "../ledger/answer-link.ts";
import { type Authorization, authorizationStatus } from "../ledger/authorization.ts";
import { activeLinksOf, linkedCustomer } from "../ledger/authorization-of.ts";
import { endAuthorization, prolongAuthorization } from "../ledger/end-authorization.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { type LinkResult, type LinkSession, linkSessionState } from "../ledger/link-session.ts";
import { addressIn } from "./find-code.ts";
import { customerNamed, fail } from "./find-customer.ts";

const results = {
  accept: "succeeded",
  decline: "declined",
  bad_request: "bad_request",
} as const satisfies Record<string, LinkResult>;

export interface LinkChoice {
  /** `linkQRCodeURL`. */
  readonly url: string;
  readonly customer: string;
  readonly answer: keyof typeof results;
}

/** Names a customer's link; which merchant's only matters where there are several. */
export interface LinkReference {
  readonly customer: string;
  readonly merchantId?: string | undefined;
}

/** What a test can do to account links. */
export interface LinkControl {
  /**
   * A customer answers a shop's question to link her account. `returnTo` is where her browser would be sent, with
   * `apiKey` and `responseToken`. Throws `ControlError` when the question is unknown, answered or expired.
   */
  link(choice: LinkChoice): { readonly returnTo: string };
  authorizations(): readonly AuthorizationSnapshot[];
  /** Lets a link end by its age, at once. No event is known for that: the shop learns it when it looks or asks. */
  expireAuthorization(link: LinkReference): AuthorizationSnapshot;
  /** Makes a link last for its whole life from now on, and tells `…extended`. */
  extendAuthorization(link: LinkReference): AuthorizationSnapshot;
  /** She unlinks the shop in her wallet, which tells `…revoked`. */
  revokeAuthorization(link: LinkReference): AuthorizationSnapshot;
}

export function createLinkControl(ledger: Ledger): LinkControl {
  return {
    link: ({ url, customer: id, answer }) => {
      const customer = customerNamed(ledger, id);
      const session = findLinkSession(ledger, url);
      if (!session) return fail("No link session has that address.");
      const state = linkSessionState(session, ledger.now());
      const answered = answerLink(ledger, session, customer, results[answer]);
      const closed = customer.closed ? `, ${id}'s wallet is closed,` : "";
      return answered ?? fail(`The link session is ${state}${closed} and cannot be answered.`);
    },
    authorizations: () =>
      [...ledger.authorizations.values()].map((authorization) =>
        authorizationSnapshot(ledger, authorization),
      ),
    expireAuthorization: (link) => {
      const authorization = activeLink(ledger, link);
      authorization.expireAt = ledger.now();
      return authorizationSnapshot(ledger, authorization);
    },
    extendAuthorization: (link) => {
      const authorization = activeLink(ledger, link);
      authorization.expireAt = Math.min(authorization.expireAt, ledger.now() + ledger.habits.linkSeconds - 1);
      prolongAuthorization(ledger, authorization);
      return authorizationSnapshot(ledger, authorization);
    },
    revokeAuthorization: (link) => {
      const authorization = activeLink(ledger, link);
      endAuthorization(ledger, authorization, "customer");
      return authorizationSnapshot(ledger, authorization);
    },
  };
}

/** By its address, whatever page of it that is. */
export function findLinkSession(ledger: Ledger, url: string): LinkSession | undefined {
  const address = addressIn(url).replace(/(\/consent)?([?#].*)?$/, "");
  return [...ledger.linkSessions.values()].find((session) => session.url === address);
}

export type AuthorizationSnapshot = ReturnType<typeof authorizationSnapshot>;

export function authorizationSnapshot(ledger: Ledger, authorization: Authorization) {
  const status = authorizationStatus(authorization, linkedCustomer(ledger, authorization), ledger.now());
  return { ...structuredClone(authorization), status };
}

function activeLink(ledger: Ledger, { customer: id, merchantId }: LinkReference): Authorization {
  const customer = customerNamed(ledger, id);
  const active = activeLinksOf(ledger, customer).find(
    (authorization) => merchantId === undefined || authorization.merchantId === merchantId,
  );
  return active ?? fail(`${id} has no active account link${merchantId ? ` to merchant ${merchantId}` : ""}.`);
}
