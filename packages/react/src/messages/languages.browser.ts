import { createLazyLanguages } from "./lazy-languages.ts";
import { paymentImports } from "./payment/imports.ts";

// With that of the account languages the one state of a module here. What is in it never changes, and belongs to nobody:
// the words of a build.
export const paymentLanguages = createLazyLanguages(paymentImports);
