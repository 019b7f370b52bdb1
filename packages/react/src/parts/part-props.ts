import type { HTMLAttributes, RefAttributes } from "react";
import type { PaymentState } from "../payment-state.ts";
import type { RenderPart } from "./render-part.ts";

/**
 * Props of every part: those of its element, the state that it shows, and `render` to put another element in its
 * place.
 */
export type PartProps<
  Element extends HTMLElement,
  Attributes extends HTMLAttributes<Element>,
  State = PaymentState,
> = Attributes & {
  state: State;
  render?: RenderPart<Attributes & RefAttributes<Element>> | undefined;
};
