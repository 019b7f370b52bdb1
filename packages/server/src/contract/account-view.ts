import type { LinkEnd } from "../domain/account-link.ts";

export type { LinkEnd };

/** What a browser may see of a shopper's linked account. Never what it is charged with. */
export interface AccountView {
  /** `signed_out`: the shop does not know who is there. `ended`: there was a link; `endedBecause` says why it is over. */
  status: "signed_out" | "not_linked" | "linked" | "ended";
  /** Which wallet. */
  provider: string;
  /** `emulator` and `sandbox` move no money; show it. */
  environment: string;
  /** As the provider masks it: `*******1234`. */
  maskedPhone: string | null;
  /** Epoch milliseconds. */
  linkedAt: number | null;
  /** Epoch milliseconds when the link ends unless it is used before. */
  expiresAt: number | null;
  endedBecause: LinkEnd | null;
  /** She agreed in another browser than the one that began: it links once she confirms it here. */
  confirmation: { attempt: string; maskedPhone: string | null } | null;
}

/** What `POST /account/link` answers: where to send the browser. */
export interface AccountLinkStart {
  /** The provider's page on which she agrees. */
  url: string;
  attempt: string;
  /** Epoch milliseconds after which the attempt is over. Compare with `serverTime`, not with the browser's clock. */
  expiresAt: number;
  /** Epoch milliseconds by the server's clock, when it was begun. */
  serverTime: number;
}

/** How an attempt to link came back: the value of `kaikei_account` in the address that she returns to. */
export type AccountLinkOutcome =
  | "linked"
  /** Another browser of hers: she signs in and confirms (`kaikei_attempt`). */
  | "confirm"
  | "declined"
  | "expired"
  /** The answer was used before. */
  | "used"
  | "wrong_customer"
  /** Nobody is signed in, and this browser did not begin it. */
  | "stranger"
  | "failed";
