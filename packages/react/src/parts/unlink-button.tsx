"use client";

import { forwardRef, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { accountLanguages } from "#account-languages";
import type { AccountState } from "../account-state.ts";
import { useWordsOf } from "../hooks/use-words.ts";
import { createPart, type PartProps } from "./create-part.ts";
import { SmallButton } from "./small-button.tsx";

export type UnlinkButtonProps = PartProps<"button", AccountState> & {
  /** Ends the link: `unlink` of `useLinkedAccount`. */
  onUnlink: () => void;
};

/** Ends the link, once she has said that she means it. The focus goes to the question and comes back. */
export const UnlinkButton = forwardRef<HTMLButtonElement, UnlinkButtonProps>(function UnlinkButton(
  { onUnlink, ...props },
  ref,
) {
  const { say } = useWordsOf(accountLanguages);
  const [asking, setAsking] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(asking);
  useEffect(() => {
    if (before.current === asking) return;
    before.current = asking;
    // In the question the way back; outside of it the button itself.
    place.current?.querySelector("button")?.focus();
  }, [asking]);

  const status = props.state.phase;
  if (status !== "linked") return null;
  const own = { ref: place, "data-slot": "unlink", "data-status": status };
  if (!asking) {
    return (
      <div {...own}>
        <AskButton {...props} ref={ref} onAsk={() => setAsking(true)} />
      </div>
    );
  }
  const unlink = () => {
    setAsking(false);
    onUnlink();
  };
  const keep = () => setAsking(false);
  const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && keep();
  const question = say("account.unlink.ask");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's look and meaning.
    <div {...own} role="group" aria-label={question} onKeyDown={onKeyDown}>
      <p data-slot="unlink-question">{question}</p>
      <SmallButton
        slot="unlink-no"
        status={status}
        emphasis="primary"
        words={say("account.unlink.no")}
        onClick={keep}
      />
      <SmallButton
        slot="unlink-yes"
        status={status}
        emphasis="secondary"
        words={say("account.unlink.yes")}
        onClick={unlink}
      />
    </div>
  );
});

type AskButtonProps = PartProps<"button", AccountState> & { onAsk: () => void };

const AskButton = createPart(
  "button",
  "unlink-button",
  ({ state: _state, onAsk, ...props }: AskButtonProps, { say }) => ({
    children: say("account.unlink"),
    ...props,
    act: onAsk,
    emphasis: "secondary",
  }),
  accountLanguages,
);
