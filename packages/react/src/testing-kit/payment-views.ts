import type { DeclineReason, PaymentView } from "@kaikei/server/contract";
import type { PaymentPhase } from "../payment-state.ts";
import { uniqueName } from "./unique-name.ts";
import { charging, completed, declined, ended, pendingView, serverStart } from "./views.ts";

/** What a view says that a test does not leave to us. */
export type ViewChanges = Partial<PaymentView>;

type MakeView = (over?: ViewChanges) => PaymentView;

/** A phase that the server's view alone brings about: not before a tap, and no failed request. */
type ViewPhase = Exclude<PaymentPhase, "ready" | "error">;

const byPhase: Record<ViewPhase, MakeView> = {
  /** The code is being made. */
  starting: (over) => view({ status: "created", nextAction: null, expiresAt: null, ...over }),
  /** A code to scan, five minutes left. */
  payable: (over) => view(over),
  /** The code's time is over, and the shop is finding out what became of it. */
  checking: (over) => view({ nextAction: null, expiresAt: serverStart, ...over }),
  /** A linked account is being charged. */
  charging: (over) => ({ ...charging(view()), ...over }),
  /** She has to allow it in the app, within five minutes. */
  approving: (over) =>
    view({
      method: "linked_account",
      nextAction: { kind: "approve", url: "https://wallet.example/approve", until: serverStart + 300_000 },
      expiresAt: null,
      ...over,
    }),
  /** A request for the money waits in her app. */
  requested: (over) =>
    view({
      method: "request",
      nextAction: { kind: "open_wallet", until: serverStart + 300_000 },
      ...over,
    }),
  /** The code is being withdrawn. */
  retiring: (over) => view({ retiring: true, ...over }),
  /** A person of the shop has to look. */
  attention: (over) => view({ needsAttention: true, nextAction: null, ...over }),
  /** The money is held. */
  authorized: (over) =>
    view({
      status: "authorized",
      captureMode: "manual",
      authorized: 1200,
      nextAction: null,
      expiresAt: null,
      holdExpiresAt: serverStart + 29 * 86_400_000,
      pollAfterMs: null,
      ...over,
    }),
  completed: (over) => ({ ...completed(view()), ...over }),
  canceled: (over) => ({ ...ended(view(), "canceled"), ...over }),
  expired: (over) => ({ ...ended(view(), "expired"), ...over }),
  failed: (over) => ({ ...ended(view(), "failed"), ...over }),
};

/**
 * Ready-made views, one for each phase that a shopper can see, named as `data-status` is, and `declined`. Each call is another payment;
 * what it is given replaces what it would say.
 *
 * @example
 * ```tsx
 * <ScriptedShop payment={views.completed({ amount: { value: 4800, currency: "JPY" } })}>
 *   <PayPayQr order="order-1" />
 * </ScriptedShop>
 * ```
 */
export const views = {
  ...byPhase,
  /** A charge of a linked account that was refused; null: for no reason of hers. */
  declined: (reason: DeclineReason | null, over: ViewChanges = {}): PaymentView => ({
    ...declined(view(), reason),
    ...over,
  }),
};

// SWR and the channel between tabs remember by id: what one test saw must say nothing to the next.
function view(over: ViewChanges = {}): PaymentView {
  return pendingView({ id: uniqueName("pay_"), ...over });
}
