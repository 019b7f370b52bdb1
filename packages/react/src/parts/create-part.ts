"use client";

import {
  type ComponentPropsWithoutRef,
  type ComponentPropsWithRef,
  createElement,
  type ForwardRefExoticComponent,
  forwardRef,
  type HTMLAttributes,
  type MouseEvent,
  type ReactElement,
  type RefAttributes,
} from "react";
import { paymentLanguages } from "#languages";
import { type AccountWords, useWordsOf, type Words } from "../hooks/use-words.ts";
import type { Languages } from "../messages/lazy-languages.ts";
import type { PaymentState } from "../payment-state.ts";

type Tag = "a" | "button" | "div" | "dl" | "p" | "section";

/** Takes the place of the part's own element: gets all of its props, the ref included. */
export type RenderPart<Name extends Tag> = (props: ComponentPropsWithRef<Name>) => ReactElement;

/**
 * Props of every part: those of its element, the state that it shows, and `render` to put another element in its
 * place.
 */
export type PartProps<Name extends Tag, State = PaymentState> = ComponentPropsWithoutRef<Name> & {
  state: State;
  render?: RenderPart<Name> | undefined;
};

/** A part: a component that passes its ref on. */
export type Part<Name extends Tag, Props> = ForwardRefExoticComponent<
  Props & RefAttributes<HTMLElementTagNameMap[Name]>
>;

/** What a part shows: the props of its element, and what is the kit's own word for two of them. */
type Shown<Attributes> = Attributes & {
  /** What a click does, after the shop's own `onClick`, unless that has prevented it. */
  act?: (() => void) | undefined;
  /** `primary` is what most shoppers want next; `secondary` a quiet way out. */
  emphasis?: "primary" | "secondary" | undefined;
};

interface AnyProps extends HTMLAttributes<HTMLElement> {
  state: { phase: string };
  render?: (props: object) => ReactElement;
}

/**
 * Makes a part of what is its own: `useShown` turns its props into those of its element, or into null where it has
 * nothing to say. What is the same for all is done here: the ref, `render`, `data-slot` and `data-status`.
 */
export function createPart<Name extends Tag, Props extends PartProps<Name, { phase: string }>>(
  tag: Name,
  slot: string,
  useShown: (props: Props, words: Words) => Shown<ComponentPropsWithoutRef<Name>> | null,
): Part<Name, Props>;
/** The same with the words of a linked account: `accountLanguages`. */
export function createPart<Name extends Tag, Props extends PartProps<Name, { phase: string }>>(
  tag: Name,
  slot: string,
  useShown: (props: Props, words: AccountWords) => Shown<ComponentPropsWithoutRef<Name>> | null,
  languages: Languages,
): Part<Name, Props>;
export function createPart(
  tag: string,
  slot: string,
  useShown: (props: AnyProps, words: AccountWords) => Shown<HTMLAttributes<HTMLElement>> | null,
  languages: Languages = paymentLanguages,
) {
  // biome-ignore lint/correctness/noComponentHookFactories: called once per part, where a module is loaded.
  const part = forwardRef<HTMLElement, AnyProps>(function KaikeiPart({ render, ...props }, ref) {
    const shown = useShown(props, useWordsOf(languages));
    if (!shown) return null;
    const { act, emphasis, ...rest } = shown;
    const all = {
      type: tag === "button" ? "button" : undefined,
      ...rest,
      ref,
      "data-slot": slot,
      "data-status": props.state.phase,
      "data-emphasis": emphasis,
      onClick: act
        ? (event: MouseEvent<HTMLElement>) => {
            rest.onClick?.(event);
            if (!event.defaultPrevented) act();
          }
        : rest.onClick,
    };
    return render ? render(all) : createElement(tag, all);
  });
  part.displayName = slot;
  return part;
}
