import type { Metadata } from "next";
import Link from "next/link";
import { Cake } from "../../cakes/cake.tsx";
import { EmptyPlate } from "../../cakes/empty-plate.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { QuantityStepper } from "../../components/quantity-stepper.tsx";
import { SubmitButton } from "../../components/submit-button.tsx";
import { formatYen } from "../../messages/format.ts";
import { readWords } from "../../messages/read-words.ts";
import { orderCart } from "../../shop/actions.ts";
import { countPieces, totalPrice } from "../../shop/cart.ts";
import { visitorCart } from "../../shop/visitor-cart.ts";
import styles from "./cart.module.css";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).words("cartTitle") };
}

export default async function CartPage() {
  const { words } = await readWords();
  const { id, lines } = await visitorCart();
  if (id === null || lines.length === 0) {
    return (
      <div className="page">
        <EmptyState
          picture={<EmptyPlate />}
          title={words("cartEmptyTitle")}
          text={words("cartEmptyText")}
          action={words("backToShop")}
        />
      </div>
    );
  }
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words("cartTitle")}</h1>
      </header>
      <div className="two-columns">
        <ul className={styles.lines}>
          {lines.map((line) => (
            <li
              key={line.product.id}
              className={styles.line}
              data-slot="cart-line"
              data-product={line.product.id}
            >
              <Cake name={line.product.id} className={styles.picture} />
              <div className={styles.what}>
                <h2>{words(line.product.id)}</h2>
                <p className="price">{words("each", { price: formatYen(line.product.price, words) })}</p>
              </div>
              <QuantityStepper line={line} words={words} />
              <p className={`${styles.sum} price`}>{formatYen(line.product.price * line.quantity, words)}</p>
            </li>
          ))}
        </ul>
        <section className="panel" aria-labelledby="total-title">
          <h2 id="total-title">{words("total")}</h2>
          <p className={styles.total}>
            <span>
              {words("pieces", { count: countPieces(lines) })} · {words("taxIncluded")}
            </span>
            <strong className="price" data-slot="cart-total">
              {formatYen(totalPrice(lines), words)}
            </strong>
          </p>
          <form action={orderCart} className={styles.order}>
            <input type="hidden" name="cart" value={id} />
            <SubmitButton className="button">{words("placeOrder")}</SubmitButton>
          </form>
          <p className={styles.note}>{words("placeOrderNote")}</p>
          <Link href="/" className="text-link">
            {words("continueShopping")}
          </Link>
        </section>
      </div>
    </div>
  );
}
