"use client";

import type { PaymentView } from "@kaikei/server/contract";
import { useMemo } from "react";
import { useKaikeiSettings } from "../kaikei-context.ts";
import { formatAmount } from "../messages/format-amount.ts";
import { formatTime } from "../messages/format-time.ts";
import { fill, type MessageKey, messagesFor } from "../messages/messages.ts";

/** The words of the provider's locale, and how it writes money. */
export interface Words {
  say(key: MessageKey, values?: { readonly [name: string]: string }): string;
  amount(amount: PaymentView["amount"]): string;
  /** Day and time of day, of epoch milliseconds. */
  time(at: number): string;
}

export function useWords(): Words {
  const { locale, messages } = useKaikeiSettings();
  return useMemo(() => {
    const words = messagesFor(locale, messages);
    return {
      say: (key, values = {}) => fill(words[key], values),
      amount: (amount) => formatAmount(locale, amount),
      time: (at) => formatTime(locale, at),
    };
  }, [locale, messages]);
}
