"use client";

import { usePathname, useSearchParams } from "next/navigation";
import styles from "./bench.module.css";
import { CodeBlock } from "./code-block.tsx";
import { KnobPanel } from "./knob-panel.tsx";
import { type Knobs, readKnobs, writeKnobs } from "./knobs.ts";
import { providerCode } from "./provider-code.ts";
import { findSpecimen } from "./specimens.ts";
import { Stage } from "./stage.tsx";
import { type GalleryLanguage, galleryWords } from "./words.ts";

/** One specimen: its states, its stage, its knobs and its code. */
export function Bench({ name, code, language }: { name: string; code: string; language: GalleryLanguage }) {
  const words = galleryWords(language);
  const path = usePathname();
  const query = useSearchParams();
  const states = findSpecimen(name)?.states;
  if (states === undefined) return null;
  const knobs = readKnobs(new URLSearchParams(query), states);
  const hrefOf = (turned: Partial<Knobs>) => path + writeKnobs({ ...knobs, ...turned }, states);
  // Next hears of it, and asks the server for nothing.
  const turn = (turned: Partial<Knobs>) => history.replaceState(null, "", hrefOf(turned));
  const around = providerCode(knobs);
  return (
    <div className={styles.bench}>
      <nav aria-label={words.states} className={styles.states}>
        <ul>
          {states.map((state) => (
            <li key={state}>
              <a
                href={hrefOf({ state })}
                aria-current={state === knobs.state ? "true" : undefined}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  turn({ state });
                }}
              >
                {state}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.stage}>
        <Stage name={name} state={states.find((state) => state === knobs.state) ?? states[0]} knobs={knobs} />
      </div>
      <KnobPanel knobs={knobs} words={words} turn={turn} />
      <div className={styles.code}>
        <CodeBlock title={words.code} code={code} words={words} />
        {around !== null && <CodeBlock title={words.codeAround} code={around} words={words} />}
      </div>
    </div>
  );
}
