"use client";

import { forwardRef, type HTMLAttributes, type ReactNode, useMemo, useState } from "react";
import type { WithAppearance } from "../appearance.ts";
import type { Languages } from "../messages/lazy-languages.ts";
import type { MessageKey } from "../messages/messages.ts";
import { type Announcements, AnnouncementsContext } from "./announcements.ts";
import { CardBoundary } from "./card-boundary.tsx";
import type { RenderPart } from "./create-part.ts";
import { Frame } from "./frame.tsx";
import { Logo } from "./logo.tsx";

/** What each card takes, and each tag, which is one: the props of its `<section>` and these. */
export interface CardProps extends Omit<HTMLAttributes<HTMLElement>, "onError">, WithAppearance {
  /** Your own artwork, above everything else: `<img src="/paypay.svg" alt="PayPay" />`. The kit brings none. */
  logo?: ReactNode;
  /**
   * Gets what a part, one of your children or a `render` threw: for your own reports. The shopper sees a plain card and
   * a way to try again.
   */
  onError?: ((error: unknown) => void) | undefined;
  /** Puts another element in the place of the `<section>`. */
  render?: RenderPart<"section"> | undefined;
  children?: ReactNode;
}

interface Own {
  label: MessageKey;
  languages?: Languages | undefined;
  status: string;
  "data-outcome"?: string | undefined;
}

/** What all cards have: the frame, the logo, a place for announcements, and a boundary for errors. */
export const Card = forwardRef<HTMLElement, CardProps & Own>(function Card({ onError, ...props }, ref) {
  return (
    <CardBoundary onError={onError} appearance={props.appearance}>
      <CardInside {...props} ref={ref} />
    </CardBoundary>
  );
});

const CardInside = forwardRef<HTMLElement, CardProps & Own>(function CardInside(
  { logo, children, ...props },
  ref,
) {
  const [said, setSaid] = useState<Announcements["said"]>(null);
  const announcements = useMemo(() => ({ said, say: (words: string) => setSaid({ words }) }), [said]);
  return (
    <Frame {...props} ref={ref}>
      <AnnouncementsContext.Provider value={announcements}>
        <Logo state={{ phase: props.status }}>{logo}</Logo>
        {children}
      </AnnouncementsContext.Provider>
    </Frame>
  );
});
