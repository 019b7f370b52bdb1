import { chooseTheme } from "../preferences/actions.ts";
import { MoonIcon, SunIcon } from "./icons.tsx";
import { SubmitButton } from "./submit-button.tsx";
import styles from "./switch.module.css";

/** Two buttons of which the stylesheet shows one: only it knows what `auto` looks like on this device. */
export function ThemeSwitch({ toDark, toLight }: { toDark: string; toLight: string }) {
  return (
    <form action={chooseTheme} data-slot="theme-switch">
      <SubmitButton
        className={`${styles.button} ${styles.toDark}`}
        name="theme"
        value="dark"
        aria-label={toDark}
      >
        <MoonIcon />
      </SubmitButton>
      <SubmitButton
        className={`${styles.button} ${styles.toLight}`}
        name="theme"
        value="light"
        aria-label={toLight}
      >
        <SunIcon />
      </SubmitButton>
    </form>
  );
}
