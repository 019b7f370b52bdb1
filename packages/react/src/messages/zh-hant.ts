import { zhHant as account } from "./account/zh-hant.ts";
import { zhHant as payment } from "./payment/zh-hant.ts";

/** Chinese in traditional characters, in words that Taiwan and Hong Kong share. */
export const zhHant = { ...payment, ...account };
