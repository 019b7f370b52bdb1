import type { Translate } from "../messages/messages.ts";
import { customerIds } from "../shop/customers.ts";
import { signIn } from "../shop/special-actions.ts";
import styles from "./sign-in.module.css";
import { SubmitButton } from "./submit-button.tsx";

/** The demo's three customers, to be one of. */
export function SignIn({ words }: { words: Translate }) {
  return (
    <ul className={styles.customers} data-slot="sign-in">
      {customerIds.map((id) => (
        <li key={id}>
          <form action={signIn}>
            <input type="hidden" name="customer" value={id} />
            <span className={styles.portrait} data-customer={id} aria-hidden="true">
              {words(`customer.${id}`).slice(0, 1)}
            </span>
            <p>
              <strong>{words(`customer.${id}`)}</strong>
              <small>{words(`customer.${id}.text`)}</small>
            </p>
            <SubmitButton
              className="button"
              data-tone="quiet"
              aria-label={words("signInAs", { name: words(`customer.${id}`) })}
            >
              {words("signIn")}
            </SubmitButton>
          </form>
        </li>
      ))}
    </ul>
  );
}
