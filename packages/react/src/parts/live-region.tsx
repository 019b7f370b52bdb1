"use client";

import { useContext, useEffect, useRef, useState } from "react";
import { useWords } from "../hooks/use-words.ts";
import type { PaymentMessageKey } from "../messages/messages.ts";
import type { PaymentProblem } from "../wire/problem.ts";
import { AnnouncementsContext } from "./announcements.ts";

/**
 * The one place of a card that speaks to a screen reader: on a change of `status`, on another try that failed as the last
 * one did, on a new warning (five minutes, one, and half of one are left), and on what a part has done. Silent at first:
 * what is on the page then is read as the page is. Silent, too, when only the language has changed.
 */
export function LiveRegion(props: {
  status: string;
  words: string;
  problem: PaymentProblem | null;
  warning?: PaymentMessageKey | null;
}) {
  const { say } = useWords();
  const { said } = useContext(AnnouncementsContext);
  const { status, problem, warning } = props;
  const now = { status, problem, warning, said };
  const before = useRef(now);
  const [spoken, setSpoken] = useState({ words: "", turn: 0 });

  useEffect(() => {
    const last = before.current;
    // What was refused stays refused while something else goes wrong and comes right again.
    before.current = { ...now, problem: problem ?? last.problem };
    const speak = (words: string) => setSpoken(({ turn }) => ({ words, turn: turn + 1 }));
    if (last.status !== status || (problem && problem !== last.problem)) speak(props.words);
    else if (warning && warning !== last.warning) speak(say(warning));
    else if (said && said !== last.said) speak(said.words);
  });

  return (
    <span data-slot="live-region" role="status" aria-live="polite" aria-atomic="true">
      {/* The same words again are heard only where they are new to the page. */}
      <span key={spoken.turn}>{spoken.words}</span>
    </span>
  );
}
