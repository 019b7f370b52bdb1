import { ja as account } from "./account/ja.ts";
import { ja as payment } from "./payment/ja.ts";

/** Japanese, the default. Words in braces are filled in. */
export const ja = { ...payment, ...account };
