import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Customer } from "../ledger/customer.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { type Language, languages, type Words, wordsIn } from "./words.ts";

/** Who looks at a page, and in which language. */
export interface Visitor {
  readonly language: Language;
  readonly words: Words;
  readonly customer: Customer;
  readonly customers: readonly Customer[];
  /** The page's own path, where forms come back to. */
  readonly path: string;
}

const customerCookie = "wallet_customer";
const languageCookie = "wallet_language";
const cookieOptions = { path: "/", httpOnly: true, sameSite: "Lax" } as const;

export function visitorOf(c: Context, ledger: Ledger): Visitor {
  const customers = [...ledger.customers.values()];
  const remembered = getCookie(c, customerCookie);
  const customer = customers.find(({ id }) => id === remembered) ?? customers[0];
  if (!customer) throw new Error("The emulator was started without customers, so nobody can use the wallet.");
  const language = languageOf(c);
  return { language, words: wordsIn(language), customer, customers, path: c.req.path };
}

export function rememberCustomer(c: Context, id: string): void {
  setCookie(c, customerCookie, id, cookieOptions);
}

function languageOf(c: Context): Language {
  const asked = known(c.req.query("lang"));
  if (asked) {
    setCookie(c, languageCookie, asked, cookieOptions);
    return asked;
  }
  return known(getCookie(c, languageCookie)) ?? preferred(c.req.header("accept-language")) ?? "ja";
}

/** The known language that the browser ranks first. */
function preferred(header: string | undefined): Language | undefined {
  const ranked = (header ?? "").split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().split(";");
    const weight = parameters
      .find((parameter) => parameter.trim().startsWith("q="))
      ?.trim()
      .slice(2);
    return { language: known(tag.split("-")[0]?.toLowerCase()), weight: Number(weight ?? 1) };
  });
  return ranked
    .filter(({ language, weight }) => language !== undefined && weight > 0)
    .sort((left, right) => right.weight - left.weight)[0]?.language;
}

function known(tag: string | undefined): Language | undefined {
  return languages.find((language) => language === tag);
}
