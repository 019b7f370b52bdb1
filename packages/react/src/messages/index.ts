// Apart from the package's root: what is named there and loaded dynamically as well, bundlers load at once.
export { en } from "./en.ts";
export { ja } from "./ja.ts";
export { ko } from "./ko.ts";
export type { MessageKey, Messages } from "./messages.ts";
export { zhHans } from "./zh-hans.ts";
export { zhHant } from "./zh-hant.ts";
