"use server";

import { cookies } from "next/headers";
import { languageCookie } from "./language.ts";
import { themeCookie } from "./theme.ts";

const aYear = 365 * 24 * 60 * 60;

export async function chooseLanguage(form: FormData): Promise<void> {
  await remember(languageCookie, form.get("language") === "en" ? "en" : "ja");
}

export async function chooseTheme(form: FormData): Promise<void> {
  await remember(themeCookie, form.get("theme") === "dark" ? "dark" : "light");
}

async function remember(name: string, value: string): Promise<void> {
  (await cookies()).set(name, value, { maxAge: aYear, path: "/", sameSite: "lax", httpOnly: true });
}
