import type { ChoiceName, choices, VariableName } from "./knobs.ts";
import type { Group } from "./specimens.ts";

/** The gallery's own words, apart from the shop's: no page of the shop loads them. */
export type GalleryWords = Readonly<
  Record<
    | "title"
    | "intro"
    | "nav"
    | "states"
    | "allStates"
    | "oneState"
    | "knobs"
    | "look"
    | "asUsual"
    | "code"
    | "codeAround"
    | "copy"
    | "copied"
    | "stage"
    | "count",
    string
  > &
    Record<`group.${Group}`, string> &
    Record<`knob.${ChoiceName}`, string> &
    Record<`variable.${VariableName}`, string> & { options: OptionWords }
>;

/** What a knob can be turned to, in the order in which it is offered. */
type OptionWords = {
  readonly [Name in ChoiceName]: Readonly<Record<(typeof choices)[Name][number], string>>;
};

const en: GalleryWords = {
  title: "Gallery",
  intro:
    "Every tag and part of @kaikei/react, in every state it can be in. A scripted shop answers each of them inside this page: nothing is sent, and nothing is charged.",
  nav: "Tags and parts",
  states: "States",
  allStates: "All states on one page",
  oneState: "One state at a time",
  knobs: "Knobs",
  look: "Look",
  asUsual: "As usual",
  code: "The code",
  codeAround: "Around it, for these knobs",
  copy: "Copy",
  copied: "Copied",
  stage: "The specimen",
  count: "states: {count}",
  "group.tags": "Tags",
  "group.payment": "Parts of a payment",
  "group.account": "Parts of an account",
  "knob.theme": "Theme",
  "knob.locale": "Language",
  "knob.dir": "Direction",
  "knob.host": "Host page's CSS",
  "knob.device": "Shopper's device",
  "knob.width": "Width of the page",
  "knob.sequel": "After four seconds",
  "variable.accent": "accent",
  "variable.surface": "surface",
  "variable.radius": "radius",
  "variable.buttonRadius": "button radius",
  "variable.gap": "gap",
  "variable.qrSize": "code size",
  options: {
    theme: {
      page: "as this page",
      light: "light",
      dark: "dark",
      auto: "as the device",
    },
    locale: {
      page: "as this page",
      ja: "日本語",
      en: "English",
      "zh-Hans": "简体中文",
      "zh-Hant": "繁體中文",
      ko: "한국어",
    },
    dir: {
      ltr: "left to right",
      rtl: "right to left",
    },
    host: {
      none: "none",
      shop: "the cake shop's",
      hostile: "hostile",
    },
    device: {
      desktop: "computer",
      phone: "phone",
    },
    width: {
      full: "full",
      "480": "480 px",
      "390": "390 px",
      "320": "320 px",
    },
    sequel: {
      nothing: "nothing happens",
      completed: "it is paid",
      expired: "it expires",
      canceled: "it is canceled",
      failed: "it is refused",
    },
  },
};

const ja: GalleryWords = {
  title: "ギャラリー",
  intro:
    "@kaikei/react のすべてのタグと部品を、すべての状態でご覧いただけます。応答はこのページの中の台本によるもので、通信も請求もありません。",
  nav: "タグと部品",
  states: "状態",
  allStates: "すべての状態を並べて見る",
  oneState: "ひとつずつ見る",
  knobs: "つまみ",
  look: "見た目",
  asUsual: "元に戻す",
  code: "コード",
  codeAround: "このつまみの設定を囲むコード",
  copy: "コピー",
  copied: "コピーしました",
  stage: "見本",
  count: "{count}つの状態",
  "group.tags": "タグ",
  "group.payment": "お支払いの部品",
  "group.account": "アカウント連携の部品",
  "knob.theme": "配色",
  "knob.locale": "言語",
  "knob.dir": "書字方向",
  "knob.host": "まわりのCSS",
  "knob.device": "お客さまの端末",
  "knob.width": "ページの幅",
  "knob.sequel": "4秒後に",
  "variable.accent": "アクセント色",
  "variable.surface": "面の色",
  "variable.radius": "角の丸み",
  "variable.buttonRadius": "ボタンの丸み",
  "variable.gap": "間隔",
  "variable.qrSize": "コードの大きさ",
  options: {
    theme: {
      page: "このページと同じ",
      light: "明るい",
      dark: "暗い",
      auto: "端末の設定どおり",
    },
    locale: {
      page: "このページと同じ",
      ja: "日本語",
      en: "English",
      "zh-Hans": "简体中文",
      "zh-Hant": "繁體中文",
      ko: "한국어",
    },
    dir: {
      ltr: "左から右",
      rtl: "右から左",
    },
    host: {
      none: "なし",
      shop: "ケーキ店のもの",
      hostile: "意地の悪いもの",
    },
    device: {
      desktop: "パソコン",
      phone: "スマートフォン",
    },
    width: {
      full: "いっぱい",
      "480": "480 px",
      "390": "390 px",
      "320": "320 px",
    },
    sequel: {
      nothing: "何も起こらない",
      completed: "支払われる",
      expired: "期限が切れる",
      canceled: "取り消される",
      failed: "断られる",
    },
  },
};

export type GalleryLanguage = "ja" | "en";

export function galleryWords(language: GalleryLanguage): GalleryWords {
  return language === "ja" ? ja : en;
}
