import { formatYen } from "../messages/format.ts";
import type { Translate } from "../messages/messages.ts";
import type { Order } from "../shop/order.ts";
import { captureDeposit, releaseDeposit } from "../shop/special-actions.ts";
import styles from "./baker-counter.module.css";
import { SubmitButton } from "./submit-button.tsx";

/** What the baker can do with a deposit that is held. In this demo everybody is the baker of her own orders. */
export function BakerCounter({ order, words }: { order: Order; words: Translate }) {
  const deliveries = [
    { name: "deliverAsOrdered", amount: order.total, tone: undefined },
    { name: "deliverSmaller", amount: order.total - 4_000, tone: "quiet" },
    { name: "deliverLarger", amount: order.total + 6_000, tone: "quiet" },
  ] as const;
  return (
    <section className={styles.counter} aria-labelledby="counter-title" data-slot="baker-counter">
      <h2 id="counter-title">{words("counterTitle")}</h2>
      <p>{words("counterText")}</p>
      <ul>
        {deliveries.map(({ name, amount, tone }) => (
          <li key={name}>
            <form action={captureDeposit}>
              <input type="hidden" name="order" value={order.number} />
              <input type="hidden" name="amount" value={amount} />
              <SubmitButton className="button" data-tone={tone} data-deliver={name}>
                {words(name, { price: formatYen(amount, words) })}
              </SubmitButton>
            </form>
          </li>
        ))}
        <li>
          <form action={releaseDeposit}>
            <input type="hidden" name="order" value={order.number} />
            <SubmitButton className="button" data-tone="quiet" data-deliver="release">
              {words("releaseDeposit")}
            </SubmitButton>
          </form>
        </li>
      </ul>
    </section>
  );
}
