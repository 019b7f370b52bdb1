import type { Translate } from "../messages/messages.ts";
import type { OrderState } from "../shop/order.ts";
import styles from "./order-state-badge.module.css";

export function OrderStateBadge({ state, words }: { state: OrderState; words: Translate }) {
  return (
    <span className={styles.badge} data-slot="order-state" data-state={state}>
      {words(state === "paid" ? "statePaid" : "statePlaced")}
    </span>
  );
}
