"use client";

import { type ReactNode, useCallback, useEffect, useMemo } from "react";
import type { Appearance } from "./appearance.ts";
import { KaikeiContext, type Theme, useKaikeiSettings } from "./kaikei-context.ts";
import { languageOf } from "./messages/language.ts";
import type { Messages } from "./messages/messages.ts";
import { paymentImports } from "./messages/payment/imports.ts";

/** Props of {@link KaikeiProvider}. What is left out comes from a provider above, or from the defaults. */
export interface KaikeiProviderProps {
  /** Path of the server's routes; `/api/kaikei` unless told. */
  basePath?: string | undefined;
  /**
   * BCP 47. `ja` (default), `en`, `zh-Hans`, `zh-Hant` and `ko` are built in, each loaded when it is used. May change at
   * any time: the words on the page stay until the new ones are there.
   */
  locale?: string | undefined;
  /**
   * The shop's time zone (IANA), in which days and times are shown to everybody; `Asia/Tokyo` unless told. One that is
   * not known is told in the console, and the one above holds: no payment page falls over a clock.
   */
  timeZone?: string | undefined;
  /** `auto` (default) follows the shopper's system. May change at any time. */
  theme?: Theme | undefined;
  /** Theme and variables of the stylesheet, over those of a provider above. May change at any time. */
  appearance?: Appearance | undefined;
  /** The shop's own words, phrase by phrase, over those of the locale. */
  messages?: Partial<Messages> | undefined;
  /** Sends the requests; the page's own unless told. */
  fetch?: typeof globalThis.fetch | undefined;
  /** `false`: only polls, and opens no stream. Default true. */
  live?: boolean | undefined;
  /**
   * Any name of who is signed in to the shop. Give it where signing in and out does not load the page anew, so that the
   * linked account is asked for again; it is sent nowhere.
   */
  customer?: string | undefined;
  children?: ReactNode;
}

/**
 * Settings for all tags and hooks below. Optional: without it they speak Japanese to `/api/kaikei`.
 *
 * @example
 * ```tsx
 * <KaikeiProvider locale="en" theme="light" messages={{ "completed.text": "See you soon!" }}>
 *   <PayPayQr order={order} />
 * </KaikeiProvider>
 * ```
 */
export function KaikeiProvider(props: KaikeiProviderProps) {
  const above = useKaikeiSettings();
  const basePath = (props.basePath ?? above.endpoint.basePath).replace(/\/+$/, "");
  const fetch = props.fetch ?? above.endpoint.fetch;
  const locale = props.locale ?? above.locale;
  const timeZone = useTimeZone(props.timeZone, above.timeZone);
  const theme = props.theme ?? props.appearance?.theme ?? above.theme;
  const own = props.appearance?.variables;
  const variables = useMemo(
    () => (own ? [...above.variables, own] : above.variables),
    [above.variables, own],
  );
  const messages = props.messages ?? above.messages;
  const loadWords = useCallback(() => paymentImports[languageOf(locale) ?? "ja"](), [locale]);
  const live = props.live ?? above.live;
  const customer = props.customer ?? above.customer;
  const endpoint = useMemo(() => ({ basePath, fetch }), [basePath, fetch]);
  const settings = useMemo(
    () => ({ endpoint, locale, timeZone, theme, variables, messages, loadWords, live, customer }),
    [endpoint, locale, timeZone, theme, variables, messages, loadWords, live, customer],
  );
  return <KaikeiContext.Provider value={settings}>{props.children}</KaikeiContext.Provider>;
}

function useTimeZone(wanted: string | undefined, otherwise: string): string {
  const known = useMemo(() => wanted === undefined || isTimeZone(wanted), [wanted]);
  useEffect(() => {
    if (known) return;
    // biome-ignore lint/suspicious/noConsole: the developer's mistake, and the only place where she would see it.
    console.error(`<KaikeiProvider timeZone="${wanted}">: no IANA time zone. ${otherwise} is used.`);
  }, [known, wanted, otherwise]);
  return known ? (wanted ?? otherwise) : otherwise;
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    // A RangeError, and nothing else can be thrown here.
    return false;
  }
}
