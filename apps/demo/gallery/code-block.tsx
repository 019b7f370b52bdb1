"use client";

import { useState } from "react";
import styles from "./code-block.module.css";
import type { GalleryWords } from "./words.ts";

/** A piece of code with its heading, and a button that copies it. */
export function CodeBlock({ title, code, words }: { title: string; code: string; words: GalleryWords }) {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    setCopied(code);
  };
  return (
    <section className={styles.block} aria-label={title}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <button type="button" className={styles.copy} onClick={copy}>
          {copied === code ? words.copied : words.copy}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, by the keyboard too. */}
      <pre className={styles.code} tabIndex={0} lang="en" dir="ltr">
        <code>{paint(code)}</code>
      </pre>
    </section>
  );
}

const pattern =
  /("[^"\n]*")|(<\/?[A-Z]\w*|(?<=[\w}"])\s?\/?>(?=\n|;|$))|\b(import|from|export|function|return|const)\b/g;

/** Strings, tags and keywords, each in a tone of its own. */
function paint(code: string) {
  const parts = [];
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    const [text, string, tag] = match;
    parts.push(code.slice(end, match.index));
    const tone = string ? styles.string : tag ? styles.tag : styles.keyword;
    parts.push(
      <span key={match.index} className={tone}>
        {text}
      </span>,
    );
    end = match.index + text.length;
  }
  parts.push(code.slice(end));
  return parts;
}
