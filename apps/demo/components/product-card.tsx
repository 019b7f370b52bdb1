import { Cake } from "../cakes/cake.tsx";
import { formatYen } from "../messages/format.ts";
import type { Translate } from "../messages/messages.ts";
import { addProduct } from "../shop/actions.ts";
import type { Product } from "../shop/products.ts";
import styles from "./product-card.module.css";
import { SubmitButton } from "./submit-button.tsx";

export function ProductCard({
  product,
  inCart,
  words,
}: {
  product: Product;
  inCart: number;
  words: Translate;
}) {
  const name = words(product.id);
  return (
    <article className={styles.card} data-slot="product" data-product={product.id}>
      <div className={styles.picture} data-cake={product.id}>
        <Cake name={product.id} />
        {inCart > 0 && <p className={styles.inCart}>{words("inCart", { count: inCart })}</p>}
      </div>
      <h3 className={styles.name}>{name}</h3>
      <p className={styles.text}>{words(`${product.id}.text`)}</p>
      <form action={addProduct} className={styles.buy}>
        <input type="hidden" name="product" value={product.id} />
        <p className={`${styles.price} price`}>{formatYen(product.price, words)}</p>
        <SubmitButton className="button" data-tone="quiet" aria-label={words("addNamedToCart", { name })}>
          {words("addToCart")}
        </SubmitButton>
      </form>
    </article>
  );
}
