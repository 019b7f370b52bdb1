import { en as account } from "./account/en.ts";
import { en as payment } from "./payment/en.ts";

/** English. */
export const en = { ...payment, ...account };
