import { formatDate, formatYen } from "../messages/format.ts";
import type { Language, Translate } from "../messages/messages.ts";
import type { StoryLine } from "../shop/tell-story.ts";
import styles from "./order-story.module.css";

/** What happened to an order's money, line by line. */
export function OrderStory({
  lines,
  language,
  words,
}: {
  lines: readonly StoryLine[];
  language: Language;
  words: Translate;
}) {
  return (
    <ol className={styles.story} data-slot="order-story">
      {lines.map(({ at, words: key, amount }) => (
        <li key={`${key} ${at.getTime()} ${amount}`} data-story={key}>
          <time dateTime={at.toISOString()}>{formatDate(at, language)}</time>
          <span>{words(key, { price: formatYen(amount, words) })}</span>
        </li>
      ))}
    </ol>
  );
}
