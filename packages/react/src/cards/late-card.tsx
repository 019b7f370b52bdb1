"use client";

import {
  Component,
  cloneElement,
  type ForwardRefExoticComponent,
  forwardRef,
  isValidElement,
  type ReactElement,
  type ReactNode,
  type RefAttributes,
  useDeferredValue,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { useKaikeiSettings } from "../kaikei-context.ts";
import type { CardProps } from "../parts/card.tsx";
import { begin, load, patienceMs } from "../wire/load.ts";

/** What a tag shows of what its hooks know. */
export type TagCard<Props> = ForwardRefExoticComponent<Props & RefAttributes<HTMLElement>>;

interface AnyProps extends CardProps {
  state: { phase: string; payment?: { id: string } | null };
}

// Each is one object, and they differ: React writes one to the page when it comes in the place of another.
const asItIs = { __html: "" };
const cleared = { __html: " " };
// The words of her language may not have come either.
const overdue = {
  __html:
    '<p role="alert">読み込めませんでした。Could not load.</p><a href="" data-emphasis="primary">再読み込み Reload</a>',
};

/**
 * A card whose code is loaded while the tag's hooks already ask the server, so that the page's first script is small.
 * Until it is there the server's HTML stays as long as it is true, or the card is empty and busy; when it does not come,
 * an empty one says so and offers the page anew: a browser may never ask again for what it could not load once.
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
    const { theme, loadWords } = useKaikeiSettings();
    const own = useRef<HTMLElement>(null);
    useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => own.current);

    const { phase, payment } = props.state;
    const shown = payment ? `${phase} ${payment.id}` : null;
    const [first] = useState(shown);
    const [html, setHtml] = useState(asItIs);
    // A code that was dropped must not be paid, and what is paid must not ask to be.
    if (first !== null && shown !== first && html === asItIs) setHtml(cleared);

    const [arrived, setArrived] = useState(() => loaded);
    // The first sight of a whole card is the longest work of all: React does it in steps, and a tap gets in between. A
    // transition would wait for whatever action of the shop's is under way.
    const Loaded = useDeferredValue(arrived);
    useEffect(() => {
      if (arrived) return;
      return begin(part, (card) => {
        loaded = card;
        setArrived(card);
      });
    }, [arrived]);

    useEffect(() => {
      if (Loaded) return;
      const fromServer = own.current?.firstElementChild;
      // With the card, not after it. In the server's HTML they are.
      if (!fromServer) void load(loadWords);
      // How a payment stands is worth keeping. That something is being prepared is not, for ever.
      if (html === asItIs && first !== null && fromServer) return;
      const timer = setTimeout(setHtml, patienceMs, overdue);
      return () => clearTimeout(timer);
    }, [Loaded, loadWords, html, first]);

    if (Loaded) return <Loaded {...props} ref={own} />;
    const { id, className, appearance, render } = props;
    const inside = {
      children: null,
      // In a server's HTML the whole card stands here: React takes it over with what is in it, and says nothing.
      dangerouslySetInnerHTML: html,
      suppressHydrationWarning: true,
    };
    const empty = {
      ref: own,
      id,
      className: className ? `kaikei ${className}` : "kaikei",
      "data-slot": slot,
      "data-status": phase,
      "data-theme": appearance?.theme ?? theme,
      "aria-busy": html !== overdue,
      ...inside,
    };
    const plain = <section {...empty} />;
    if (!render) return plain;
    return (
      <OrPlain plain={plain}>
        <Rendered render={() => render(empty)} inside={inside} />
      </OrPlain>
    );
  });
}

/** What else a shop puts into its element is in the server's HTML, and comes with the card: React takes one of the two. */
function Rendered({
  render,
  inside,
}: {
  render(): ReactElement;
  inside: { suppressHydrationWarning: boolean };
}) {
  const element = render();
  const isOurs = isValidElement<typeof inside>(element) && element.props.suppressHydrationWarning;
  return isOurs && typeof element.type === "string" ? cloneElement(element, inside) : element;
}

/** A component of the shop's may put more inside, which React refuses, or throw: the card itself, when it is there, minds that. */
class OrPlain extends Component<{ plain: ReactNode; children: ReactNode }, { plainly: boolean }> {
  override state = { plainly: false };

  static getDerivedStateFromError() {
    return { plainly: true };
  }

  override render() {
    return this.state.plainly ? this.props.plain : this.props.children;
  }
}
