"use client";

import { useEffect, useRef, useState } from "react";

/**
 * The one place of a card that speaks to a screen reader: on a change of `status`, and on a new warning (a minute
 * and half a minute are left). Silent at first: what is on the page then is read as the page is.
 */
export function LiveRegion(props: { status: string; words: string; warning?: string | null }) {
  const { status, words, warning = null } = props;
  const [spoken, setSpoken] = useState("");
  const before = useRef({ status, warning });

  useEffect(() => {
    const last = before.current;
    before.current = { status, warning };
    if (last.status !== status) setSpoken(words);
    else if (warning && warning !== last.warning) setSpoken(warning);
  }, [status, words, warning]);

  return (
    <span data-slot="live-region" role="status" aria-live="polite" aria-atomic="true">
      {spoken}
    </span>
  );
}
