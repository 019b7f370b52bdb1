import type { Theme } from "./kaikei-context.ts";

/**
 * Every variable of the stylesheet, in camel case: `qrSize` is `--kaikei-qr-size`. The README's table says what each
 * is for, and a test compares the three.
 */
export const appearanceVariables = [
  "surface",
  "text",
  "muted",
  "line",
  "accent",
  "onAccent",
  "focus",
  "success",
  "danger",
  "notice",
  "noticeSurface",
  "track",
  "bar",
  "shadow",
  "lineWidth",
  "radius",
  "buttonRadius",
  "qrRadius",
  "gap",
  "padding",
  "width",
  "qrSize",
  "qrFilter",
  "kioskQrSize",
  "logoSize",
  "iconSize",
  "barSize",
  "buttonSize",
  "buttonWeight",
  "amountSize",
  "titleSize",
  "textSize",
  "smallSize",
  "font",
] as const;

/** The name of a variable of the stylesheet, in camel case. */
export type AppearanceVariable = (typeof appearanceVariables)[number];

/** Values of the stylesheet's variables, as they would be written in CSS: `{ accent: "#087a55", qrSize: "280px" }`. */
export type AppearanceVariables = { readonly [Name in AppearanceVariable]?: string | undefined };

/** How a card looks. May change at any time; what is left out comes from the provider around, or the stylesheet. */
export interface Appearance {
  /** `auto` follows the shopper's system. */
  theme?: Theme | undefined;
  /** Set on the card by script: the server's HTML has no inline style, so that a strict `style-src` holds. */
  variables?: AppearanceVariables | undefined;
}

/** A card's prop for its look. */
export interface WithAppearance {
  /** Over that of the provider, for this card alone. */
  appearance?: Appearance | undefined;
}

/** `qrSize` → `--kaikei-qr-size`. */
export function cssNameOf(variable: string): string {
  return `--kaikei-${variable.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
}
