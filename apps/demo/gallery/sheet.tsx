"use client";

import { useSearchParams } from "next/navigation";
import { readKnobs } from "./knobs.ts";
import styles from "./sheet.module.css";
import { findSpecimen } from "./specimens.ts";
import { Stage } from "./stage.tsx";

/** All states of a specimen at once. */
export function Sheet({ name }: { name: string }) {
  const query = useSearchParams();
  const states = findSpecimen(name)?.states;
  if (states === undefined) return null;
  const knobs = readKnobs(new URLSearchParams(query), states);
  return (
    <ul className={styles.sheet}>
      {states.map((state) => (
        <li key={state} data-slot="specimen" data-state={state}>
          <p className={styles.caption}>{state}</p>
          <Stage name={name} state={state} knobs={knobs} />
        </li>
      ))}
    </ul>
  );
}
