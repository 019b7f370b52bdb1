import type { Language } from "./words.ts";

/** What the wallet says about a shop's invitation to top it up. */
export interface TopUpWords {
  readonly title: string;
  readonly asks: (merchant: string) => string;
  readonly wallet: string;
  readonly amount: string;
  readonly atLeast: (amount: string) => string;
  readonly topUp: string;
  readonly impossible: string;
  readonly done: string;
  readonly doneNote: (amount: string) => string;
  readonly expired: string;
  readonly expiredNote: string;
  readonly without: string;
}

export function topUpWordsIn(language: Language): TopUpWords {
  return language === "ja" ? ja : en;
}

const en: TopUpWords = {
  title: "Top up your wallet",
  asks: (merchant) => `${merchant} asks you to`,
  wallet: "Wallet of",
  amount: "Amount in yen",
  atLeast: (amount) => `At least ${amount}`,
  topUp: "Top up",
  impossible: "This amount is too small, or more than the wallet may hold.",
  done: "Topped up",
  doneNote: (amount) => `${amount} went into the wallet.`,
  expired: "The invitation has expired",
  expiredNote: "No money has moved. Please begin again in the shop.",
  without: "Back to the shop without topping up",
};

const ja: TopUpWords = {
  title: "ウォレットにチャージ",
  asks: (merchant) => `${merchant}からのお願い`,
  wallet: "チャージするウォレット",
  amount: "金額（円）",
  atLeast: (amount) => `${amount}以上`,
  topUp: "チャージする",
  impossible: "金額が足りないか、ウォレットの上限を超えています。",
  done: "チャージしました",
  doneNote: (amount) => `${amount}をチャージしました。`,
  expired: "有効期限が切れました",
  expiredNote: "お金は動いていません。お店でもう一度やり直してください。",
  without: "チャージせずにお店へ戻る",
};
