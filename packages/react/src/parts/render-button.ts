import type { ButtonHTMLAttributes, ForwardedRef, ReactElement, ReactNode } from "react";
import { type RenderPart, renderPart } from "./render-part.ts";

type Attributes = ButtonHTMLAttributes<HTMLButtonElement>;

/** What is the part's own: its name, the phase, how loud it is, and its words and deed unless the shop has others. */
interface OwnButton {
  slot: string;
  status: string;
  /** `primary` is what most shoppers want next; `secondary` a quiet way out. */
  emphasis: "primary" | "secondary";
  children: ReactNode;
  onClick(): void;
}

/** A part that is a button. */
export function renderButton(
  { slot, status, emphasis, ...own }: OwnButton,
  { render, ...props }: Attributes & { render?: RenderPart<Attributes> | undefined },
  ref: ForwardedRef<HTMLButtonElement>,
): ReactElement {
  const marks = { "data-slot": slot, "data-status": status, "data-emphasis": emphasis };
  return renderPart("button", { ...own, ...props, ref, type: "button", ...marks }, render);
}
