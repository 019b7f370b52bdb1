import type { Scope } from "../scopes.ts";
import type { Language } from "./words.ts";

/** What the wallet says about linking shops. */
export interface LinkWords {
  readonly title: (merchant: string) => string;
  readonly asks: (merchant: string) => string;
  readonly linkAs: string;
  readonly somebodyElse: string;
  readonly endsAnyTime: string;
  readonly allow: string;
  readonly decline: string;
  readonly later: string;
  readonly closedWallet: string;
  readonly scanTitle: (merchant: string) => string;
  readonly scanNote: string;
  readonly qr: string;
  readonly steps: readonly string[];
  readonly openHere: string;
  readonly linked: string;
  readonly linkedNote: (merchant: string) => string;
  readonly declined: string;
  readonly declinedNote: (merchant: string) => string;
  readonly goOnThere: string;
  readonly expired: string;
  readonly expiredNote: string;
  readonly unreadable: string;
  readonly unreadableNote: string;
  readonly waiting: string;
  readonly linkedShops: string;
  readonly unlink: string;
  readonly unlinkFrom: (merchant: string) => string;
  readonly scopes: Readonly<Record<Scope, string>>;
}

export function linkWordsIn(language: Language): LinkWords {
  return language === "ja" ? ja : en;
}

const en: LinkWords = {
  title: (merchant) => `Link your wallet to ${merchant}`,
  asks: (merchant) => `What you allow ${merchant}`,
  linkAs: "Link the wallet of",
  somebodyElse: "Somebody else's wallet",
  endsAnyTime: "You can unlink the shop in your wallet at any time.",
  allow: "Allow and link",
  decline: "Do not allow",
  later: "Close without answering",
  closedWallet: "This wallet is closed and cannot be linked.",
  scanTitle: (merchant) => `Link your wallet to ${merchant}`,
  scanNote: "Scan this code with your phone.",
  qr: "QR code to open on your phone",
  steps: [
    "Point your phone's camera at the code.",
    "See what the shop asks for, and allow it.",
    "Your phone returns to the shop; go on there.",
  ],
  openHere: "No phone at hand? Open it in this browser",
  linked: "Linked",
  linkedNote: (merchant) => `Your wallet is linked to ${merchant}.`,
  declined: "Not linked",
  declinedNote: (merchant) => `You did not allow ${merchant} anything.`,
  goOnThere: "Your phone has returned to the shop. Go on there; you can close this page.",
  expired: "This took too long",
  expiredNote: "Nothing was linked. Please begin again in the shop.",
  unreadable: "This request cannot be used",
  unreadableNote: "It is not the shop's, has expired or lacks something. Please begin again in the shop.",
  waiting: "Shops that want to be linked",
  linkedShops: "Linked shops",
  unlink: "Unlink",
  unlinkFrom: (merchant) => `Unlink ${merchant}`,
  scopes: {
    direct_debit: "Take a payment when you order",
    continuous_payments: "Take later payments without asking each time, as for a subscription",
    preauth_capture_native: "Hold an amount and take it later",
    preauth_capture_transaction: "Take an amount that was held before",
    pending_payments: "Send you requests to pay",
    quick_pay: "Take a payment by a code in the shop's app",
    cashback: "Send money and points to your wallet",
    get_balance: "See your balance",
    user_profile: "See the last four digits of your phone number",
    merchant_topup: "Top up your wallet for you",
    user_topup: "Ask you to top up your wallet",
    bank_registration: "Help you to add a bank account",
    user_notification: "Send you messages",
    push_notification: "Send you push notifications",
    notification_center_ob: "Leave messages in your wallet",
    notification_center_og: "Leave messages in your wallet",
    notification_center_ab: "Leave messages in your wallet",
    notification_center_tl: "Leave messages in your wallet",
  },
};

const ja: LinkWords = {
  title: (merchant) => `${merchant}とウォレットを連携`,
  asks: (merchant) => `${merchant}に許可する内容`,
  linkAs: "連携するウォレット",
  somebodyElse: "別の人のウォレットにする",
  endsAnyTime: "連携はウォレットからいつでも解除できます。",
  allow: "許可して連携する",
  decline: "許可しない",
  later: "回答せずに閉じる",
  closedWallet: "このウォレットは解約されているため、連携できません。",
  scanTitle: (merchant) => `${merchant}とウォレットを連携`,
  scanNote: "スマートフォンでコードを読み取ってください。",
  qr: "スマートフォンで開くためのQRコード",
  steps: [
    "スマートフォンのカメラでコードを読み取ります。",
    "お店に許可する内容を確認し、許可します。",
    "スマートフォンがお店の画面に戻ります。続きはそちらで行ってください。",
  ],
  openHere: "スマートフォンがない場合は、このブラウザーで開く",
  linked: "連携しました",
  linkedNote: (merchant) => `${merchant}とウォレットを連携しました。`,
  declined: "連携しませんでした",
  declinedNote: (merchant) => `${merchant}には何も許可していません。`,
  goOnThere:
    "スマートフォンはお店の画面に戻りました。続きはそちらで行ってください。この画面は閉じてかまいません。",
  expired: "有効期限が切れました",
  expiredNote: "連携は行われていません。お店でもう一度やり直してください。",
  unreadable: "このリクエストは使えません",
  unreadableNote: "お店のものではないか、期限切れか、内容が足りません。お店でもう一度やり直してください。",
  waiting: "連携の確認待ち",
  linkedShops: "連携中のお店",
  unlink: "解除",
  unlinkFrom: (merchant) => `${merchant}との連携を解除`,
  scopes: {
    direct_debit: "ご注文のときに支払いを受け取る",
    continuous_payments: "定期購入など、毎回の確認なしに支払いを受け取る",
    preauth_capture_native: "金額を確保し、あとで受け取る",
    preauth_capture_transaction: "確保した金額を受け取る",
    pending_payments: "支払いのリクエストを送る",
    quick_pay: "お店のアプリのコードで支払いを受け取る",
    cashback: "お金やポイントをウォレットに送る",
    get_balance: "残高を確認する",
    user_profile: "電話番号の下4桁を確認する",
    merchant_topup: "ウォレットに代わってチャージする",
    user_topup: "チャージをお願いする",
    bank_registration: "銀行口座の登録を案内する",
    user_notification: "お知らせを送る",
    push_notification: "プッシュ通知を送る",
    notification_center_ob: "ウォレットにメッセージを残す",
    notification_center_og: "ウォレットにメッセージを残す",
    notification_center_ab: "ウォレットにメッセージを残す",
    notification_center_tl: "ウォレットにメッセージを残す",
  },
};
