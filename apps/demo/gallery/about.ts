import type { GalleryLanguage } from "./words.ts";

/** One sentence on each specimen, by its name. */
const sentences: Readonly<Record<string, Readonly<Record<GalleryLanguage, string>>>> = {
  "paypay-qr": {
    ja: "お支払いを始め、QRコードまたはアプリのボタンを示し、結果まで見届けます。",
    en: "Starts the payment, shows the code or the button of the app, and stays until the result.",
  },
  "paypay-qr-in-a-shop": {
    ja: "お店のロゴ付き。カートが変わると、前のコードはその場で消え、新しいコードになります。",
    en: "With the shop's logo. When the cart changes, the old code is gone at once, and a new one comes.",
  },
  "paypay-button": {
    ja: "連携したアカウントから、ワンタップでお支払い。連携していない方はコードかアプリへ。",
    en: "One tap pays from the linked account; everybody else goes on to the code or the app.",
  },
  "payment-status": {
    ja: "お支払いがいまどうなっているか。アプリから戻ってきたページにも。",
    en: "How a payment stands, also on the page that one comes back to from the app.",
  },
  "payment-receipt": {
    ja: "お支払いの控え。金額、注文、日時、返金、お支払い番号。印刷にも。",
    en: "What was paid, for one's records and for paper: amount, order, when, what came back.",
  },
  "paypay-kiosk": {
    ja: "店頭のタブレットや券売機の画面いっぱいに。コードは自分で新しくなり、済むと最初に戻ります。",
    en: "A full screen for a tablet or a vending machine: renews its code, and returns to the start.",
  },
  "link-account-button": {
    ja: "PayPayアカウントを連携し、連携中のものを示し、解除します。",
    en: "Links the customer's PayPay account, shows the linked one, and ends the link.",
  },
  "payment-card": {
    ja: "部品を好きな順に並べる枠。配色、言語、読み上げ、フォーカスを受け持ちます。",
    en: "The frame for an arrangement of your own: theme, language, announcements and focus.",
  },
  amount: {
    ja: "お支払い金額。まだわからない間も場所を保ちます。",
    en: "What it costs; keeps its place while that is not known yet.",
  },
  logo: {
    ja: "お店のロゴの場所。大きさと余白を守ります。",
    en: "The place of a logo, with its least size and clear space.",
  },
  "test-badge": {
    ja: "本番でないときだけ、お金が動かないことを知らせます。",
    en: "Says that no money moves, wherever it is not production.",
  },
  "status-message": {
    ja: "いま何が起きていて、何をすればよいか。",
    en: "What is going on, and what to do.",
  },
  "qr-code": {
    ja: "読み取るコード。作っている間は同じ大きさの枠です。",
    en: "The code to scan, and a frame of the same size until it is there.",
  },
  "open-app-link": {
    ja: "アプリを開くリンク。電話では大きなボタン、パソコンでは控えめに。",
    en: "The link that opens the app: a button on a phone, a quiet link on a computer.",
  },
  "copy-link-button": {
    ja: "ほかの端末で開くための、リンクのコピー。",
    en: "Copies the payment's link, to open it on another device.",
  },
  countdown: {
    ja: "コードの残り時間。サーバーの時計で測ります。",
    en: "How long the code is good for, by the server's clock.",
  },
  "payment-details": {
    ja: "お支払いの明細：注文、日時、方法、返金、番号。",
    en: "The lines of a receipt: order, when and how, what came back, the payment's number.",
  },
  "retry-button": {
    ja: "終わったお支払いを、もう一度はじめます。",
    en: "Begins again, once the last one has ended.",
  },
  "cancel-button": {
    ja: "まだ支払えるうちに、取りやめます。",
    en: "Gives the payment up, while it can be paid.",
  },
  "account-card": {
    ja: "アカウント連携の部品を好きな順に並べる枠。",
    en: "The frame for an arrangement of your own of an account's parts.",
  },
  "account-message": {
    ja: "アカウント連携の状態と、次にすること。",
    en: "How the linked account stands, and what to do.",
  },
  "link-button": {
    ja: "PayPayのページへ進み、連携して戻ってきます。",
    en: "Goes to PayPay's page, and comes back linked.",
  },
  "scan-button": {
    ja: "パソコンから、電話で連携するためのコードを出します。",
    en: "Shows a code, to link with one's phone.",
  },
  "link-qr-code": { ja: "電話で連携するためのコード。", en: "The code to link with one's phone." },
  "confirm-link": {
    ja: "別のブラウザーで同意したアカウントが、ご本人のものか確かめます。",
    en: "Asks whether the account that was agreed to elsewhere is her own.",
  },
  "unlink-button": {
    ja: "確かめてから、連携を解除します。",
    en: "Ends the link, once she has said that she means it.",
  },
};

export function aboutSpecimen(name: string, language: GalleryLanguage): string {
  return sentences[name]?.[language] ?? "";
}
