export { accounts } from "./account-views.ts";
export { answerLater, errorResponse } from "./answers.ts";
export { createScriptedShop, type SentRequest, type ShopScript } from "./create-scripted-shop.ts";
export { type ViewChanges, views } from "./payment-views.ts";
export { ScriptedShop, type ScriptedShopProps } from "./scripted-shop.tsx";
export type { ScriptedStream } from "./scripted-stream.ts";
export { charging, completed, declined, ended, serverStart } from "./views.ts";
