"use client";

import { useContext, useEffect, useRef, useState } from "react";
import { AnnouncementsContext } from "./announcements.ts";

/**
 * The one place of a card that speaks to a screen reader: on a change of `status`, on a new warning (five minutes, one,
 * and half of one are left), and on what a part has done. Silent at first: what is on the page then is read as the page is.
 */
export function LiveRegion(props: { status: string; words: string; warning?: string | null }) {
  const { status, words, warning = "" } = props;
  const { said } = useContext(AnnouncementsContext);
  const [spoken, setSpoken] = useState("");
  const before = useRef({ status, warning, said });

  useEffect(() => {
    const last = before.current;
    before.current = { status, warning, said };
    if (last.status !== status) setSpoken(words);
    else if (warning && warning !== last.warning) setSpoken(warning);
    else if (said !== last.said) setSpoken(said);
  }, [status, words, warning, said]);

  return (
    <span data-slot="live-region" role="status" aria-live="polite" aria-atomic="true">
      {spoken}
    </span>
  );
}
