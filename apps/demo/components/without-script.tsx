import { PayPayQr } from "@kaikei/react";
import type { PaymentGrant } from "@kaikei/server/contract";
import type { Translate } from "../messages/messages.ts";
import { PayForm } from "./pay-form.tsx";
import styles from "./without-script.module.css";

/** Beside the payment, where no script runs: a form that starts it, then a link that shows how it stands. */
export function WithoutScript({
  order,
  payment,
  isShown,
  words,
}: {
  order: string;
  payment: PaymentGrant | null;
  /** The page shows the payment to everybody. */
  isShown: boolean;
  words: Translate;
}) {
  return (
    <noscript>
      {payment === null ? (
        <PayForm order={order} />
      ) : (
        !isShown && <PayPayQr order={order} payment={payment} />
      )}
      {payment !== null && (
        <p className={styles.again}>
          <a href={`/checkout/${order}`} className="button" data-tone="quiet">
            {words("checkAgain")}
          </a>
        </p>
      )}
    </noscript>
  );
}
