import type { Language } from "../messages/messages.ts";
import { chooseLanguage } from "../preferences/actions.ts";
import { SubmitButton } from "./submit-button.tsx";
import styles from "./switch.module.css";

/** Offers the other language, in its own name. */
export function LanguageSwitch({ language, label }: { language: Language; label: string }) {
  const other = language === "ja" ? "en" : "ja";
  return (
    <form action={chooseLanguage}>
      <input type="hidden" name="language" value={other} />
      <SubmitButton className={styles.button} lang={other} data-slot="language-switch">
        {label}
      </SubmitButton>
    </form>
  );
}
