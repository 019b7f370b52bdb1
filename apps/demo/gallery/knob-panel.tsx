"use client";

import { useId } from "react";
import styles from "./knob-panel.module.css";
import { choiceNames, type Knobs, type VariableName, variableKnobs, variableNames } from "./knobs.ts";
import type { GalleryWords } from "./words.ts";

/** All knobs but the state. */
export function KnobPanel({
  knobs,
  words,
  turn,
}: {
  knobs: Knobs;
  words: GalleryWords;
  turn: (turned: Partial<Knobs>) => void;
}) {
  const id = useId();
  const { variables } = knobs;
  const turnVariable = (name: VariableName, value: string | undefined) =>
    turn({ variables: { ...variables, [name]: value } });
  return (
    <form className={styles.panel} aria-label={words.knobs} onSubmit={(event) => event.preventDefault()}>
      {choiceNames.map((name) => (
        <div key={name} className={styles.knob}>
          <label htmlFor={`${id}${name}`}>{words[`knob.${name}`]}</label>
          <select
            id={`${id}${name}`}
            name={name}
            value={knobs[name]}
            onChange={({ target }) => turn({ [name]: target.value })}
          >
            {Object.entries(words.options[name]).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </div>
      ))}
      <h2 className={styles.heading}>{words.look}</h2>
      {variableNames.map((name) => {
        const knob = variableKnobs[name];
        const value = variables[name];
        return (
          <div key={name} className={styles.knob}>
            <label htmlFor={`${id}${name}`}>{words[`variable.${name}`]}</label>
            {knob.kind === "colour" ? (
              <input
                id={`${id}${name}`}
                type="color"
                name={name}
                value={value ?? knob.usual}
                onChange={({ target }) => turnVariable(name, target.value)}
              />
            ) : (
              <input
                id={`${id}${name}`}
                type="range"
                name={name}
                min={knob.least}
                max={knob.most}
                value={value === undefined ? knob.usual : Number.parseInt(value, 10)}
                onChange={({ target }) => turnVariable(name, `${target.value}px`)}
              />
            )}
          </div>
        );
      })}
      <button type="button" className="button" data-tone="quiet" onClick={() => turn({ variables: {} })}>
        {words.asUsual}
      </button>
    </form>
  );
}
