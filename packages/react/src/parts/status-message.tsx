"use client";

import { isStuck } from "../wire/problem.ts";
import { createPart, type PartProps } from "./create-part.ts";
import { Message } from "./message.tsx";
import { explain, isWaiting, titleOf, troubleOf } from "./payment-words.ts";

export type StatusMessageProps = PartProps<"div"> & {
  /** The code is not beside these words: a status page, or the page that the shopper came back to. */
  away?: boolean | undefined;
};

/** What is going on and what to do, in the shopper's words. */
export const StatusMessage = createPart(
  "div",
  "status",
  ({ state, away = false, ...props }: StatusMessageProps, words) => {
    const trouble = troubleOf(state);
    const children = (
      <Message
        status={isWaiting(state) ? "checking" : state.phase}
        title={titleOf(state, words)}
        text={explain(state, words, away)}
        trouble={trouble && words.say(isStuck(trouble) ? `problem.${trouble.kind}` : "trouble.text")}
      />
    );
    return { children, ...props };
  },
);
