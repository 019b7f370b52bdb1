import type { Language } from "./words.ts";

/** What the wallet says about requests for money, and about money given. */
export interface RequestWords {
  readonly waiting: string;
  readonly title: (merchant: string) => string;
  readonly asks: (merchant: string) => string;
  readonly decline: string;
  readonly details: string;
  readonly declined: string;
  readonly declinedNote: (merchant: string) => string;
  readonly withdrawn: string;
  readonly withdrawnNote: (merchant: string) => string;
  readonly expired: string;
  readonly expiredNote: string;
  readonly given: string;
  readonly takenBack: string;
}

export function requestWordsIn(language: Language): RequestWords {
  return language === "ja" ? ja : en;
}

const en: RequestWords = {
  waiting: "Requests to pay",
  title: (merchant) => `A request from ${merchant}`,
  asks: (merchant) => `${merchant} asks you to pay`,
  decline: "Decline",
  details: "Details",
  declined: "You declined",
  declinedNote: (merchant) => `No money has moved. ${merchant} sees that you do not pay.`,
  withdrawn: "The request was withdrawn",
  withdrawnNote: (merchant) => `${merchant} no longer asks for it. No money has moved.`,
  expired: "The request has expired",
  expiredNote: "No money has moved. Ask the shop for a new one.",
  given: "Given to you",
  takenBack: "Taken back",
};

const ja: RequestWords = {
  waiting: "支払いのリクエスト",
  title: (merchant) => `${merchant}からのリクエスト`,
  asks: (merchant) => `${merchant}から支払いのリクエストが届いています`,
  decline: "断る",
  details: "詳細",
  declined: "リクエストを断りました",
  declinedNote: (merchant) => `お金は動いていません。支払わないことが${merchant}に伝わります。`,
  withdrawn: "リクエストは取り下げられました",
  withdrawnNote: (merchant) => `${merchant}がリクエストを取り下げました。お金は動いていません。`,
  expired: "リクエストの有効期限が切れました",
  expiredNote: "お金は動いていません。お店に新しいリクエストをお願いしてください。",
  given: "付与",
  takenBack: "付与の取り消し",
};
