import { createElement, type HTMLAttributes, type ReactElement, type RefAttributes } from "react";

/** Takes the place of the part's own element: gets all of its props, the ref included. */
export type RenderPart<Props> = (props: Props) => ReactElement;

/** The part's element, or what the shop's `render` makes of its props. */
export function renderPart<Element extends HTMLElement, Props extends HTMLAttributes<Element>>(
  tag: string,
  props: Props & RefAttributes<Element>,
  render?: RenderPart<Props & RefAttributes<Element>> | undefined,
): ReactElement {
  return render ? render(props) : createElement(tag, props);
}
