import { Cake } from "../cakes/cake.tsx";
import { formatYen } from "../messages/format.ts";
import type { Translate } from "../messages/messages.ts";
import type { Order } from "../shop/order.ts";
import styles from "./order-summary.module.css";

/** What was ordered, line by line, and what it comes to. */
export function OrderSummary({ order, words }: { order: Order; words: Translate }) {
  return (
    <div data-slot="order-summary">
      <ul className={styles.lines}>
        {order.lines.map((line) => (
          <li key={line.product} className={styles.line}>
            <Cake name={line.product} className={styles.picture} />
            <span>
              {words(line.product)}
              <small className="price">
                {formatYen(line.price, words)} × {line.quantity}
              </small>
            </span>
            <span className="price">{formatYen(line.price * line.quantity, words)}</span>
          </li>
        ))}
      </ul>
      <p className={styles.total}>
        <span>
          {words("total")} <small>{words("taxIncluded")}</small>
        </span>
        <strong className="price" data-slot="order-total">
          {formatYen(order.total, words)}
        </strong>
      </p>
    </div>
  );
}
