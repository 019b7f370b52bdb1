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
    if (document.activeElement !== document.body) return;
    root.current?.querySelectorAll<HTMLElement>(controls)[focused]?.focus();
  }, [focused, root]);
}

/** Which control of a card has the focus; -1 on a server, and where none has. */
function focusedControl(): number {
  if (typeof document === "undefined" || !document.activeElement) return -1;
  const card = document.activeElement.closest(".kaikei");
  return card ? [...card.querySelectorAll(controls)].indexOf(document.activeElement) : -1;
}
