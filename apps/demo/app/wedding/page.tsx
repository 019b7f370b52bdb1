import type { Metadata } from "next";
import { Cake } from "../../cakes/cake.tsx";
import styles from "../../components/special-page.module.css";
import { SubmitButton } from "../../components/submit-button.tsx";
import { formatYen } from "../../messages/format.ts";
import { readWords } from "../../messages/read-words.ts";
import { weddingCake } from "../../shop/products.ts";
import { reserveWeddingCake } from "../../shop/special-actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).words("wedding-cake") };
}

/** A cake whose price is held when it is ordered, and taken when it is delivered. */
export default async function WeddingPage() {
  const { words } = await readWords();
  return (
    <div className="page">
      <div className={styles.head}>
        <div className={styles.picture}>
          <Cake name="wedding-cake" />
        </div>
        <div className={styles.greeting}>
          <h1>{words("wedding-cake")}</h1>
          <p>{words("wedding-cake.text")}</p>
          <ol className={styles.steps}>
            <li>{words("weddingStepHold")}</li>
            <li>{words("weddingStepBake")}</li>
            <li>{words("weddingStepDeliver")}</li>
          </ol>
          <p className={styles.price}>
            {words("wedding-cake.price", { price: formatYen(weddingCake.price, words) })}
          </p>
          <form action={reserveWeddingCake}>
            <SubmitButton className="button">{words("weddingReserve")}</SubmitButton>
          </form>
        </div>
      </div>
    </div>
  );
}
