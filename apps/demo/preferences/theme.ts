import { cookies } from "next/headers";

/** `auto` follows the device. */
export type Theme = "auto" | "light" | "dark";

export const themeCookie = "theme";

export async function readTheme(): Promise<Theme> {
  const value = (await cookies()).get(themeCookie)?.value;
  return value === "light" || value === "dark" ? value : "auto";
}
