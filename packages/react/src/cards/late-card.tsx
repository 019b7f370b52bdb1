"use client";

import {
  type ForwardRefExoticComponent,
  forwardRef,
  type RefAttributes,
  startTransition,
  useEffect,
  useState,
} from "react";
import { useKaikeiSettings } from "../kaikei-context.ts";
import type { CardProps } from "../parts/card.tsx";
import { load } from "../wire/load.ts";

/** What a tag shows of what its hooks know. */
export type TagCard<Props> = ForwardRefExoticComponent<Props & RefAttributes<HTMLElement>>;

interface AnyProps extends CardProps {
  state: { phase: string; payment?: { id: string } | null };
}

// Each is one object, and they differ: React writes one to the page when it comes in the place of another.
const asItIs = { __html: "" };
const cleared = { __html: " " };

/**
 * A card whose code is loaded while the tag's hooks already ask the server, so that the page's first script is small.
 * Until it is there the server's HTML stays as long as it is true, or the card is empty and busy.
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
    const [Loaded, setLoaded] = useState(() => loaded);
    useEffect(() => {
      if (Loaded) return;
      let left = false;
      void load(part).then((card) => {
        loaded = card;
        // The first sight of a whole card is the longest work of all: React does it in steps, and a tap gets in between.
        if (!left) startTransition(() => setLoaded(() => card));
      });
      return () => {
        left = true;
      };
    }, [Loaded]);

    const { phase, payment } = props.state;
    const shown = payment ? `${phase} ${payment.id}` : null;
    const [first] = useState(shown);
    // A code that was dropped must not be paid, and what is paid must not ask to be.
    const [isStale, setStale] = useState(false);
    if (first !== null && shown !== first && !isStale) setStale(true);

    if (Loaded) return <Loaded {...props} ref={ref} />;
    const { id, className, appearance, render } = props;
    const empty = {
      ref,
      id,
      className: className ? `kaikei ${className}` : "kaikei",
      "data-slot": slot,
      "data-status": phase,
      "data-theme": appearance?.theme ?? theme,
      "aria-busy": true,
      // In a server's HTML the whole card stands here: React takes it over with what is in it, and says nothing.
      dangerouslySetInnerHTML: isStale ? cleared : asItIs,
      suppressHydrationWarning: true,
    };
    return render ? render(empty) : <section {...empty} />;
  });
}
