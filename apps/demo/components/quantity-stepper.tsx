import type { Translate } from "../messages/messages.ts";
import { changeLine } from "../shop/actions.ts";
import { type CartLine, mostOfOneKind } from "../shop/cart.ts";
import { MinusIcon, PlusIcon } from "./icons.tsx";
import styles from "./quantity-stepper.module.css";
import { SubmitButton } from "./submit-button.tsx";

export function QuantityStepper({
  line: { product, quantity },
  words,
}: {
  line: CartLine;
  words: Translate;
}) {
  const name = words(product.id);
  return (
    <form action={changeLine} className={styles.form}>
      <input type="hidden" name="product" value={product.id} />
      <fieldset className={styles.stepper}>
        <legend className="visually-hidden">{words("quantityOf", { name })}</legend>
        <SubmitButton
          name="quantity"
          value={quantity - 1}
          disabled={quantity === 1}
          aria-label={words("oneLess", { name })}
        >
          <MinusIcon />
        </SubmitButton>
        <output data-slot="quantity">{quantity}</output>
        <SubmitButton
          name="quantity"
          value={quantity + 1}
          disabled={quantity >= mostOfOneKind}
          aria-label={words("oneMore", { name })}
        >
          <PlusIcon />
        </SubmitButton>
      </fieldset>
      <SubmitButton
        className={styles.remove}
        name="quantity"
        value={0}
        aria-label={words("removeNamed", { name })}
      >
        {words("remove")}
      </SubmitButton>
    </form>
  );
}
