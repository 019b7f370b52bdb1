import Link from "next/link";
import styles from "./specimen-nav.module.css";
import { groups, specimens, titleOf } from "./specimens.ts";
import type { GalleryWords } from "./words.ts";

/** The way to every specimen. */
export function SpecimenNav({ current, words }: { current: string; words: GalleryWords }) {
  return (
    <nav className={styles.nav} aria-label={words.nav}>
      {groups.map((group) => (
        <div key={group}>
          <p>{words[`group.${group}`]}</p>
          <ul>
            {specimens
              .filter((specimen) => specimen.group === group)
              .map((specimen) => (
                <li key={specimen.name}>
                  <Link
                    href={`/gallery/${specimen.name}`}
                    prefetch={false}
                    aria-current={specimen.name === current ? "page" : undefined}
                  >
                    {titleOf(specimen)}
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
