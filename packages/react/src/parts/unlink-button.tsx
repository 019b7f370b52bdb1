"use client";

import {
  type ButtonHTMLAttributes,
  forwardRef,
  type KeyboardEvent,
  useEffect,
  useRef,
  useState,
} from "react";
import type { AccountState } from "../account-state.ts";
import { useWords } from "../hooks/use-words.ts";
import type { PartProps } from "./part-props.ts";
import { renderButton } from "./render-button.ts";
import { renderPart } from "./render-part.ts";

export type UnlinkButtonProps = PartProps<
  HTMLButtonElement,
  ButtonHTMLAttributes<HTMLButtonElement>,
  AccountState
> & {
  /** Ends the link: `unlink` of `useLinkedAccount`. */
  onUnlink: () => void;
};

/** Ends the link, once she has said that she means it. The focus goes to the question and comes back. */
export const UnlinkButton = forwardRef<HTMLButtonElement, UnlinkButtonProps>(function UnlinkButton(
  { state, onUnlink, ...props },
  ref,
) {
  const { say } = useWords();
  const [asking, setAsking] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(asking);
  useEffect(() => {
    if (before.current === asking) return;
    before.current = asking;
    // In the question the way back; outside of it the button itself.
    place.current?.querySelector("button")?.focus();
  }, [asking]);

  const status = state.phase;
  if (status !== "linked") return null;
  const own = { ref: place, "data-slot": "unlink", "data-status": status };
  if (!asking) {
    const ask = { children: say("account.unlink"), onClick: () => setAsking(true) };
    const button = { slot: "unlink-button", status, emphasis: "secondary", ...ask } as const;
    return renderPart("div", { ...own, children: renderButton(button, props, ref) });
  }
  const yes = {
    children: say("account.unlink.yes"),
    onClick: () => {
      setAsking(false);
      onUnlink();
    },
  };
  const no = { children: say("account.unlink.no"), onClick: () => setAsking(false) };
  const children = (
    <>
      <p data-slot="unlink-question">{say("account.unlink.ask")}</p>
      {renderButton({ slot: "unlink-no", status, emphasis: "primary", ...no }, {}, null)}
      {renderButton({ slot: "unlink-yes", status, emphasis: "secondary", ...yes }, {}, null)}
    </>
  );
  const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && setAsking(false);
  return renderPart("div", {
    ...own,
    children,
    role: "group",
    "aria-label": say("account.unlink.ask"),
    onKeyDown,
  });
});
