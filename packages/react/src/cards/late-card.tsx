"use client";

import { type ForwardRefExoticComponent, forwardRef, type RefAttributes, useEffect, useReducer } from "react";
import { useKaikeiSettings } from "../kaikei-context.ts";
import type { CardProps } from "../parts/card.tsx";
import { load } from "../wire/load.ts";

/** What a tag shows of what its hooks know. */
export type TagCard<Props> = ForwardRefExoticComponent<Props & RefAttributes<HTMLElement>>;

interface AnyProps extends CardProps {
  state: { phase: string };
}

// One object: React writes it to the page when it sees another one.
const asItIs = { __html: "" };

/**
 * A card whose code is loaded while the tag's hooks already ask the server, so that the page's first script is small.
 * Until it is there the server's HTML stays as it is, or the card is empty and busy.
 */
export function lateCard<Props extends AnyProps>(
  slot: string,
  part: () => Promise<TagCard<Props>>,
): TagCard<Props>;
export function lateCard(slot: string, part: () => Promise<TagCard<AnyProps>>) {
  // Code, once loaded, is the same for every page and never changes.
  let loaded: TagCard<AnyProps> | undefined;

  // biome-ignore lint/correctness/noComponentHookFactories: called once per tag, where a module is loaded.
  return forwardRef<HTMLElement, AnyProps>(function LateCard(props, ref) {
    const { theme } = useKaikeiSettings();
    const [, look] = useReducer((looks: number) => looks + 1, 0);
    useEffect(() => {
      if (loaded) return;
      let left = false;
      void load(part).then((card) => {
        loaded = card;
        if (!left) look();
      });
      return () => {
        left = true;
      };
    }, []);

    const Loaded = loaded;
    if (Loaded) return <Loaded {...props} ref={ref} />;
    const { id, className, state, appearance, render } = props;
    const empty = {
      ref,
      id,
      className: className ? `kaikei ${className}` : "kaikei",
      "data-slot": slot,
      "data-status": state.phase,
      "data-theme": appearance?.theme ?? theme,
      "aria-busy": true,
      // In a server's HTML the whole card stands here: React takes it over with what is in it, and says nothing.
      dangerouslySetInnerHTML: asItIs,
      suppressHydrationWarning: true,
    };
    return render ? render(empty) : <section {...empty} />;
  });
}
