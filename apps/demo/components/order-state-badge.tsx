import type { MessageKey, Translate } from "../messages/messages.ts";
import type { OrderState } from "../shop/order.ts";
import styles from "./order-state-badge.module.css";

export function OrderStateBadge({ state, words }: { state: OrderState; words: Translate }) {
  return (
    <span className={styles.badge} data-slot="order-state" data-state={state}>
      {words(names[state])}
    </span>
  );
}

const names = {
  placed: "statePlaced",
  held: "stateHeld",
  paid: "statePaid",
  released: "stateReleased",
} as const satisfies Record<OrderState, MessageKey>;
