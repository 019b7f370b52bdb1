import { zhHans as account } from "./account/zh-hans.ts";
import { zhHans as payment } from "./payment/zh-hans.ts";

/** Chinese in simplified characters, as the wallets of the mainland word it. */
export const zhHans = { ...payment, ...account };
