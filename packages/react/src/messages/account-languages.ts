/** Those of a linked account with them: `#account-languages`, as `#languages` is those of a payment. */
export { paymentLanguages as accountLanguages } from "./languages.ts";
