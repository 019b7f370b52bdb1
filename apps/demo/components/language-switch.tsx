import type { Language } from "../messages/messages.ts";
import { chooseLanguage } from "../preferences/actions.ts";
import { SubmitButton } from "./submit-button.tsx";
import styles from "./switch.module.css";

/** Offers the other language, in its own name. */
export function LanguageSwitch(props: { language: Language; label: string; short: string }) {
  const { language, label, short } = props;
  const other = language === "ja" ? "en" : "ja";
  return (
    <form action={chooseLanguage}>
      <input type="hidden" name="language" value={other} />
      <SubmitButton className={styles.button} lang={other} aria-label={label} data-slot="language-switch">
        <span className={styles.long}>{label}</span>
        <span className={styles.short}>{short}</span>
      </SubmitButton>
    </form>
  );
}
