"use client";

import { forwardRef, useContext, useState } from "react";
import { useWords } from "../hooks/use-words.ts";
import { AnnouncementsContext } from "./announcements.ts";
import { createPart, type PartProps } from "./create-part.ts";

export type CopyLinkButtonProps = PartProps<"button">;

/**
 * Copies the payment's link, to be opened on another device or in another browser. Where the browser does not let it
 * (an in-app browser may not), it shows the address, to be copied by hand.
 */
export const CopyLinkButton = forwardRef<HTMLButtonElement, CopyLinkButtonProps>(
  function CopyLinkButton(props, ref) {
    const { state } = props;
    const url = state.phase === "payable" ? state.action.url : null;
    // Another link has not been copied yet.
    return url ? <CopyLink {...props} key={url} url={url} ref={ref} /> : null;
  },
);

const CopyLink = forwardRef<HTMLButtonElement, CopyLinkButtonProps & { url: string }>(function CopyLink(
  { url, ...props },
  ref,
) {
  const { say } = useWords();
  const announcements = useContext(AnnouncementsContext);
  const [outcome, setOutcome] = useState<"label" | "copied" | "byHand">("label");
  const copy = async () => {
    const copied = await writeToClipboard(url);
    setOutcome(copied ? "copied" : "byHand");
    announcements.say(say(`copyLink.${copied ? "copied" : "byHand"}`));
  };
  return (
    <div data-slot="copy-link" data-status={props.state.phase}>
      <CopyButton {...props} ref={ref} words={say(`copyLink.${outcome}`)} onCopy={copy} />
      {outcome === "byHand" ? (
        <input
          data-slot="copy-link-address"
          aria-label={say("copyLink.address")}
          readOnly
          value={url}
          onFocus={(event) => event.target.select()}
        />
      ) : null}
    </div>
  );
});

type CopyButtonProps = CopyLinkButtonProps & { words: string; onCopy: () => void };

const CopyButton = createPart(
  "button",
  "copy-link-button",
  ({ state: _state, words, onCopy, ...props }: CopyButtonProps) => ({
    children: words,
    ...props,
    act: onCopy,
    emphasis: "secondary",
  }),
);

async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not there without https, or not allowed to this page: she copies by hand.
    return false;
  }
}
