import type { AccountPhase, PaymentPhase } from "@kaikei/react";
import { accounts, errorResponse, serverStart, type ViewChanges, views } from "@kaikei/react/testing";
import type {
  AccountLinkOutcome,
  AccountView,
  DeclineReason,
  KaikeiErrorCode,
  PaymentView,
} from "@kaikei/server/contract";

/** What has to happen for a tag to be in a state: what the shop says, and what she taps. */
export interface Scene {
  /** The payment as it is at first; one that waits to be paid unless told. */
  payment?: (over: ViewChanges) => PaymentView;
  /** The account; not linked unless told. */
  account?: () => AccountView;
  /** What the first request for the payment is answered with, in place of the view. */
  first?: Answer;
  /** The same of the account. */
  firstAccount?: Answer;
  /** After the first answer the line is gone. */
  offline?: true;
  /** Before anything was begun. */
  ready?: true;
  /** How her attempt to link came back, as the page's address says it. */
  outcome?: AccountLinkOutcome;
  /** What she taps, by `data-slot`, one after the other. */
  taps?: readonly string[];
  /** What the taps ask for is never answered, so that the state stays. */
  unanswered?: true;
}

type Answer = () => Response | Promise<Response>;

const never = () => new Promise<Response>(() => undefined);
const refuses = (code: KaikeiErrorCode) => () => errorResponse(503, code, false);
const fails = (code: KaikeiErrorCode): Scene => ({ first: refuses(code) });
const declines = (reason: DeclineReason): Scene => ({ payment: (over) => views.declined(reason, over) });
const linked = { account: accounts.linked };
const confirm = { account: accounts.confirm };

const paymentScenes = {
  starting: { payment: views.starting },
  "starting-unheard": { first: never },
  payable: {},
  "payable-six-minutes": {
    payment: (over) => views.payable({ expiresAt: serverStart + 360_000, ...over }),
  },
  "payable-last-minute": {
    payment: (over) => views.payable({ expiresAt: serverStart + 63_000, ...over }),
  },
  "payable-trouble": { payment: (over) => views.payable({ pollAfterMs: 250, ...over }), offline: true },
  "checking-unheard": { first: never },
  checking: { payment: views.checking },
  charging: { payment: views.charging },
  approving: { payment: views.approving },
  requested: { payment: views.requested },
  retiring: { payment: views.retiring },
  attention: { payment: views.attention },
  authorized: { payment: views.authorized },
  completed: { payment: views.completed },
  refunded: { payment: (over) => views.completed({ refunded: 500, ...over }) },
  canceled: { payment: views.canceled },
  expired: { payment: views.expired },
  failed: { payment: views.failed },
  production: { payment: (over) => views.payable({ ...over, environment: "production" }) },
} satisfies Record<string, Scene>;

const declineScenes = {
  "declined-insufficient-funds": declines("insufficient_funds"),
  "declined-limit-exceeded": declines("limit_exceeded"),
  "declined-method-unusable": declines("payment_method_unusable"),
  "declined-similar": declines("suspected_duplicate"),
  "declined-authorization-ended": declines("authorization_ended"),
  "declined-account-unusable": declines("account_unusable"),
  "declined-identity-required": declines("identity_required"),
  "declined-merchant-limit": declines("merchant_limit"),
  "declined-refused": declines("refused"),
} satisfies Record<string, Scene>;

const errorScenes = {
  "error-offline": { first: () => Promise.reject(new TypeError("The gallery's line is cut.")) },
  "error-busy": fails("provider_unreachable"),
  "error-paused": fails("payments_paused"),
  "error-trouble": fails("internal"),
  "error-shop": fails("configuration"),
  "error-session": fails("token_expired"),
  "error-order": fails("order_not_found"),
  "error-price": fails("price_changed"),
  "error-missing": fails("payment_not_found"),
  "error-declined": fails("provider_declined"),
  "error-sign-in": fails("customer_unknown"),
  "error-link": fails("account_not_linked"),
  "error-waiting": fails("charge_uncertain"),
} satisfies Record<string, Scene>;

const accountScenes = {
  "account-checking": { firstAccount: never },
  "signed-out": { account: accounts.signedOut },
  "not-linked": { account: accounts.notLinked },
  linked,
  "linked-without-phone": { account: () => ({ ...accounts.linked(), maskedPhone: null }) },
  "ended-unlinked": { account: () => accounts.ended("unlinked") },
  "ended-expired": { account: () => accounts.ended("expired") },
  "ended-revoked": { account: () => accounts.ended("revoked") },
  confirm,
  scanning: { taps: ["scan-button"] },
  leaving: { taps: ["link-button"], unanswered: true },
  linking: { ...confirm, taps: ["confirm-button"], unanswered: true },
  "unlink-question": { ...linked, taps: ["unlink-button"] },
  unlinking: { ...linked, taps: ["unlink-button", "unlink-yes"], unanswered: true },
  "account-error": { firstAccount: refuses("configuration") },
} satisfies Record<string, Scene>;

const outcomeScenes = {
  "outcome-linked": { ...linked, outcome: "linked" },
  "outcome-stranger": { account: accounts.signedOut, outcome: "stranger" },
  "outcome-declined": { outcome: "declined" },
  "outcome-expired": { outcome: "expired" },
  "outcome-used": { outcome: "used" },
  "outcome-wrong-customer": { outcome: "wrong_customer" },
  "outcome-failed": { outcome: "failed" },
} satisfies Record<string, Scene>;

const readyScenes = {
  "ready-checking": { firstAccount: never, ready: true },
  ready: { ready: true },
  "ready-linked": { ...linked, ready: true },
  "ready-link-expired": { account: () => accounts.ended("expired"), ready: true },
  "ready-link-revoked": { account: () => accounts.ended("revoked"), ready: true },
  "ready-confirm": { ...confirm, ready: true },
} satisfies Record<string, Scene>;

const scenes = {
  ...paymentScenes,
  ...declineScenes,
  ...errorScenes,
  ...accountScenes,
  ...outcomeScenes,
  ...readyScenes,
};

/** The name of a state of the gallery: that of its phase, with more words where a phase has more than one face. */
export type SceneName = keyof typeof scenes;

export function sceneOf(name: SceneName): Scene {
  return scenes[name];
}

// By how the names begin; every other state has its phase's name.
const phases: ReadonlyArray<readonly [beginning: string, phase: PaymentPhase | AccountPhase]> = [
  ["payable-", "payable"],
  ["production", "payable"],
  ["starting-", "starting"],
  ["checking-", "checking"],
  ["refunded", "completed"],
  ["declined-", "failed"],
  ["error-", "error"],
  ["ready-", "ready"],
  ["account-checking", "checking"],
  ["account-error", "error"],
  ["signed-out", "signed_out"],
  ["outcome-linked", "linked"],
  ["outcome-stranger", "signed_out"],
  ["outcome-", "not_linked"],
  ["not-linked", "not_linked"],
  ["linked-", "linked"],
  ["unlink-question", "linked"],
  ["ended-", "ended"],
];

/** What `data-status` says once the scene has come to its state, and `data-outcome` where there is one. */
export function phaseOf(name: SceneName): string {
  const phase = phases.find(([beginning]) => name.startsWith(beginning))?.[1] ?? name;
  const { outcome } = sceneOf(name);
  return outcome === undefined ? phase : `${phase} ${outcome}`;
}

export const declineStates = namesOf(declineScenes);
export const errorStates = namesOf(errorScenes);
export const outcomeStates = namesOf(outcomeScenes);

function namesOf<Name extends SceneName>(group: Readonly<Record<Name, Scene>>): readonly Name[] {
  return Object.keys(group).filter((name): name is Name => Object.hasOwn(group, name));
}
