import Link from "next/link";
import { Cake } from "../cakes/cake.tsx";
import { formatYen } from "../messages/format.ts";
import type { Translate } from "../messages/messages.ts";
import type { cakeBox, weddingCake } from "../shop/products.ts";
import styles from "./special-card.module.css";

/** A cake that has a page of its own. */
export function SpecialCard({
  product,
  href,
  words,
}: {
  product: typeof weddingCake | typeof cakeBox;
  href: "/wedding" | "/box";
  words: Translate;
}) {
  return (
    <article className={styles.card} data-slot="special" data-product={product.id}>
      <Cake name={product.id} className={styles.picture} />
      <div className={styles.what}>
        <h3>
          <Link href={href} prefetch={false}>
            {words(product.id)}
          </Link>
        </h3>
        <p>{words(`${product.id}.text`)}</p>
        <p>{words(`${product.id}.price`, { price: formatYen(product.price, words) })}</p>
      </div>
    </article>
  );
}
