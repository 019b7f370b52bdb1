import { Patisserie } from "../cakes/patisserie.tsx";
import { ProductCard } from "../components/product-card.tsx";
import { SpecialCard } from "../components/special-card.tsx";
import { readWords } from "../messages/read-words.ts";
import { cakeBox, products, weddingCake } from "../shop/products.ts";
import { visitorCart } from "../shop/visitor-cart.ts";
import styles from "./page.module.css";

export default async function ShopPage() {
  const { words } = await readWords();
  const { lines } = await visitorCart();
  return (
    <>
      <section className={styles.hero}>
        <div className={styles.greeting}>
          <p className={styles.tagline}>{words("shopTagline")}</p>
          <h1>{words("heroTitle")}</h1>
          <p className={styles.text}>{words("heroText")}</p>
          <a href="#cakes" className="button">
            {words("heroAction")}
          </a>
        </div>
        <Patisserie className={styles.picture} />
      </section>
      <section className="page" id="cakes" aria-labelledby="cakes-title">
        <header className={styles.head}>
          <h2 id="cakes-title">{words("productsTitle")}</h2>
          <p>{words("productsNote")}</p>
        </header>
        <ul className={styles.grid}>
          {products.map((product) => (
            <li key={product.id}>
              <ProductCard
                product={product}
                inCart={lines.find((line) => line.product.id === product.id)?.quantity ?? 0}
                words={words}
              />
            </li>
          ))}
        </ul>
        <header className={`${styles.head} ${styles.specialsHead}`}>
          <h2>{words("specialsTitle")}</h2>
        </header>
        <div className={styles.specials}>
          <SpecialCard product={weddingCake} href="/wedding" words={words} />
          <SpecialCard product={cakeBox} href="/box" words={words} />
        </div>
      </section>
    </>
  );
}
