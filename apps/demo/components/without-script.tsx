import { PayPayQr } from "@kaikei/react";
import type { PaymentGrant } from "@kaikei/server/contract";
import type { Translate } from "../messages/messages.ts";
import type { Order } from "../shop/order.ts";
import { PayForm } from "./pay-form.tsx";
import styles from "./without-script.module.css";

/** Beside the payment, where no script runs: a form that starts it, then a link that shows how it stands. */
export function WithoutScript({
  order: { number: order, total },
  payment,
  isShown,
  words,
}: {
  order: Pick<Order, "number" | "total">;
  payment: PaymentGrant | null;
  /** The page shows the payment to everybody. */
  isShown: boolean;
  words: Translate;
}) {
  return (
    <noscript>
      {payment === null ? (
        <PayForm order={order} total={total} />
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
