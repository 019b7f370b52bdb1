"use client";

import { useActionState } from "react";
import { useWords } from "../messages/language-context.tsx";
import { pay } from "../shop/pay.ts";
import styles from "./pay-form.module.css";

/** Starts the payment of an order where no script runs: a tap makes the code, never a look at the page. */
export function PayForm({ order }: { order: string }) {
  const words = useWords();
  const [refused, action] = useActionState(pay, null);
  return (
    <form action={action} className={styles.form} data-slot="pay-form">
      <input type="hidden" name="order" value={order} />
      {refused && <p role="alert">{words(refused.error.retryable ? "errorText" : "payRefused")}</p>}
      <button type="submit" className="button">
        {words("payWithPayPay")}
      </button>
    </form>
  );
}
