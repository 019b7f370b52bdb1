import type { AccountView } from "@kaikei/server/contract";
import { accountView, linkedAccount } from "./views.ts";

/**
 * Ready-made views of a customer's PayPay account, for `shop.account` or `<ScriptedShop account={…}>`.
 *
 * @example
 * ```tsx
 * <ScriptedShop account={accounts.linked()}>
 *   <PayPayButton order="order-1" />
 * </ScriptedShop>
 * ```
 */
export const accounts = {
  /** The shop does not know who she is. */
  signedOut: () => accountView({ status: "signed_out" }),
  notLinked: () => accountView(),
  linked: () => linkedAccount(),
  /** There was a link: it ran out, unless told. */
  ended: (endedBecause: AccountView["endedBecause"] = "expired") =>
    accountView({ status: "ended", endedBecause }),
  /** She agreed in another browser: is it hers? */
  confirm: () => accountView({ confirmation: { attempt: "attempt-1", maskedPhone: "*******1234" } }),
};
