"use client";

import type { ErrorView } from "@kaikei/server/contract";
import { useActionState } from "react";
import { useWords } from "../messages/language-context.tsx";
import { pay } from "../shop/pay.ts";
import styles from "./pay-form.module.css";

/** Starts the payment of an order where no script runs: a tap makes the code, never a look at the page. */
export function PayForm({ order, total }: { order: string; total: number }) {
  const words = useWords();
  const [refused, action] = useActionState(pay, null);
  return (
    <form action={action} className={styles.form} data-slot="pay-form">
      <input type="hidden" name="order" value={order} />
      <input type="hidden" name="amount" value={total} />
      {refused && <p role="alert">{words(sentenceFor(refused.error))}</p>}
      <button type="submit" className="button">
        {words("payWithPayPay")}
      </button>
    </form>
  );
}

function sentenceFor({ code, retryable }: ErrorView["error"]) {
  if (code === "price_changed") return "priceChanged";
  return retryable ? "errorText" : "payRefused";
}
