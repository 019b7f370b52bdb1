"use client";

import { useEffect, useRef } from "react";
import { chooseTheme } from "../preferences/actions.ts";
import type { Theme } from "../preferences/theme.ts";
import { MoonIcon, SunIcon } from "./icons.tsx";
import { SubmitButton } from "./submit-button.tsx";
import styles from "./switch.module.css";

/** Two buttons of which the stylesheet shows one: only it knows what `auto` looks like on this device. */
export function ThemeSwitch({ theme, toDark, toLight }: { theme: Theme; toDark: string; toLight: string }) {
  const form = useRef<HTMLFormElement>(null);
  const pressed = useRef<Theme | null>(null);
  useEffect(() => {
    if (pressed.current !== theme) return;
    pressed.current = null;
    // The pressed button has given way to the other one, and the focus goes with it.
    const buttons = Array.from(form.current?.querySelectorAll("button") ?? []);
    buttons.find((button) => button.checkVisibility())?.focus();
  }, [theme]);
  return (
    <form ref={form} action={chooseTheme} data-slot="theme-switch">
      <SubmitButton
        className={`${styles.button} ${styles.toDark}`}
        name="theme"
        value="dark"
        aria-label={toDark}
        onPress={() => {
          pressed.current = "dark";
        }}
      >
        <MoonIcon />
      </SubmitButton>
      <SubmitButton
        className={`${styles.button} ${styles.toLight}`}
        name="theme"
        value="light"
        aria-label={toLight}
        onPress={() => {
          pressed.current = "light";
        }}
      >
        <SunIcon />
      </SubmitButton>
    </form>
  );
}
