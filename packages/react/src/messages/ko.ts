import { ko as account } from "./account/ko.ts";
import { ko as payment } from "./payment/ko.ts";

/** Korean. What is filled in stands where no particle hangs on it: which one is right depends on its sound. */
export const ko = { ...payment, ...account };
