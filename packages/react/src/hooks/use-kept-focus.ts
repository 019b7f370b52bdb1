"use client";

import { type RefObject, useEffect, useState } from "react";

const controls = "a,button,input,summary";

/**
 * A card takes the place of the server's HTML: what had the focus there is gone, and the same control of the card gets it.
 * A shopper who is elsewhere on the page is left alone.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  // At the first sight: what it replaces is still on the page.
  const [focused] = useState(focusedControl);
  useEffect(() => {
    const card = root.current;
    if (!card || !focused || document.activeElement !== document.body) return;
    // Another card may have come at the same moment.
    if (card.dataset.slot === focused.slot) card.querySelectorAll<HTMLElement>(controls)[focused.at]?.focus();
  }, [focused, root]);
}

/** Which control of which card has the focus; null on a server, and where none has. */
function focusedControl(): { slot: string | undefined; at: number } | null {
  if (typeof document === "undefined" || !document.activeElement) return null;
  const card = document.activeElement.closest<HTMLElement>(".kaikei");
  if (!card) return null;
  return {
    slot: card.dataset.slot,
    at: [...card.querySelectorAll(controls)].indexOf(document.activeElement),
  };
}
