export { answerLater, errorResponse } from "../testing-kit/answers.ts";
export { createScriptedShop, type ShopScript as ScriptedShop } from "../testing-kit/create-scripted-shop.ts";
export type { ScriptedStream } from "../testing-kit/scripted-stream.ts";
export {
  accountView,
  charging,
  completed,
  declined,
  ended,
  linkedAccount,
  pendingView,
  serverStart,
} from "../testing-kit/views.ts";
