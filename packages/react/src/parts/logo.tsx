"use client";

import { createPart, type PartProps } from "./create-part.ts";

export type LogoProps = PartProps<"div", { phase: string }>;

/** The shop's own artwork, such as PayPay's logo that its contract gives it; the kit brings none. Empty, nothing shown. */
export const Logo = createPart("div", "logo", ({ state: _state, ...props }: LogoProps) =>
  props.children ? props : null,
);
